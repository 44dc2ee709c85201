#!/usr/bin/env bash
# Proves the quick start: each of its two commands, alone, in a fresh clone on a bare Debian root.
#
# usage: run.sh [bookworm] [trixie]       both, where none is named
#
# ACCORD_BARE_DIR       where the roots go (default: a new folder, removed at the end)
# ACCORD_BARE_COMMANDS  what is run, separated by commas (default: "demo,test")
#
# The caller's apt sources, pip configuration and certificates are copied into the roots, so that
# they reach what the caller reaches; no host is named here. Needs root, debootstrap and unshare.
set -euo pipefail

readonly home=/root  # of the user inside the roots
readonly repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
IFS=, read -ra commands <<<"${ACCORD_BARE_COMMANDS:-demo,test}"
suites=("$@")
[[ ${#suites[@]} -gt 0 ]] || suites=(bookworm trixie)

die() { printf 'bare: %s\n' "$*" >&2; exit 2; }

[[ $(id -u) -eq 0 ]] || die "needs root"
for tool in debootstrap unshare git apt-get; do
    command -v "$tool" >/dev/null || die "needs $tool"
done
[[ -d $repository/.git ]] || die "needs a git clone"

if [[ -n ${ACCORD_BARE_DIR:-} ]]; then
    folder=$ACCORD_BARE_DIR
    mkdir -p "$folder"
else
    folder=$(mktemp -d)
    trap 'rm -rf --one-file-system "$folder"' EXIT
fi

caller_suite=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")

# The mirror of the caller's own release, which holds the other releases too.
mirror() {
    apt-get indextargets --format '$(RELEASE) $(COMPONENT) $(REPO_URI)' 'Created-By: Packages' |
        awk -v suite="$caller_suite" '$1 == suite && $2 == "main" { print $3; exit }'
}

# Copies files and folders into a root, each to its own path, and overlooks those that are absent.
carry() {  # carry ROOT PATH…
    local root=$1 path
    shift
    for path in "$@"; do
        [[ $path == /* && -e $path ]] || continue
        mkdir -p "$root$(dirname "$path")"
        cp -rLT "$path" "$root$path"
    done
}

# Names of the environment's variables that say how to reach an index, or whom to trust.
reach_variables() {
    compgen -e | grep -Ei '^(pip_.*|https?_proxy|no_proxy|all_proxy|ssl_cert_(file|dir))$' || true
    compgen -e | grep -E '^(REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE)$' || true
}

make_root() {  # make_root SUITE ROOT
    local suite=$1 root=$2 uri name sources
    uri=$(mirror)
    [[ -n $uri ]] || die "no apt source for $caller_suite main"
    debootstrap --variant=minbase --include=ca-certificates "$suite" "$root" "$uri" \
        >"$folder/$suite-debootstrap.log" 2>&1 || die "debootstrap $suite: see its log in $folder"

    rm -f "$root/etc/apt/sources.list"
    carry "$root" /etc/apt /usr/share/keyrings /etc/hosts /etc/resolv.conf
    while IFS= read -r -d '' sources; do
        sed -i "s/\\b$caller_suite\\b/$suite/g" "$sources"
    done < <(find "$root/etc/apt" \( -name '*.list' -o -name '*.sources' \) -print0)

    carry "$root" /etc/pip.conf /etc/xdg/pip /usr/local/share/ca-certificates
    mkdir -p "$root$home/.config"
    for name in .config/pip .pip; do
        [[ ! -d $HOME/$name ]] || cp -rLT "$HOME/$name" "$root$home/$name"
    done
    chroot "$root" update-ca-certificates >/dev/null 2>&1
    carry "$root" /etc/ssl/certs/ca-certificates.crt
    # Variables may name files and folders: a certificate, a folder of wheels.
    for name in $(reach_variables); do
        [[ ${!name} == "$root"* || ${!name} == /etc/ssl/certs ]] || carry "$root" "${!name}"
    done
}

# Runs `./dev COMMAND` in a clone inside a root; mounts end with the process.
run_in() {  # run_in ROOT COMMAND
    local root=$1 command=$2 name variables=()
    for name in $(reach_variables); do variables+=("$name=${!name}"); done
    git clone --quiet --no-local "$repository" "$root/srv/accord"
    unshare --mount --pid --fork --kill-child bash -euc '
        root=$1
        shift
        mount -t proc proc "$root/proc"
        mount --rbind /dev "$root/dev"
        exec chroot "$root" env -i "$@"' bare "$root" \
        HOME="$home" LANG=C.UTF-8 \
        PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
        "${variables[@]}" bash -c 'cd /srv/accord && exec ./dev '"$command" </dev/null
}

failed=0
for suite in "${suites[@]}"; do
    base=$folder/$suite
    rm -rf --one-file-system "$base"
    make_root "$suite" "$base"
    for command in "${commands[@]}"; do
        root=$folder/$suite-${command%% *}
        log=$root.log
        rm -rf --one-file-system "$root"
        cp -a "$base" "$root"
        start=$SECONDS
        if run_in "$root" "$command" >"$log" 2>&1; then verdict=passed; else verdict=FAILED; fi
        printf 'bare: %-9s ./dev %-8s %s in %d s\n' \
            "$suite" "$command" "$verdict" $((SECONDS - start))
        if [[ $verdict == FAILED ]]; then
            failed=1
            tail -n 60 "$log" | sed 's/^/    /'
        fi
        rm -rf --one-file-system "$root"
    done
    rm -rf --one-file-system "$base"
done
exit "$failed"
