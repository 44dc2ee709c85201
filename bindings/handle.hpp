// The native docket as Python holds it: closed once, and never used after that.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <utility>

#include "accord/base/error.hpp"
#include "accord/docket/docket.hpp"

namespace accord::bindings {

/// Verbs share the lock (the engine queues them itself); closing waits for those that run. The lock
/// is taken after the GIL was released, never the other way round.
class Handle {
public:
    /// `now_micros`: what a clock given from Python says; 0 for the machine's.
    Handle(const std::string& folder, docket::Settings settings, std::int64_t now_micros) {
        now_->store(now_micros);
        settings.clock = [now = now_] {
            const std::int64_t stated = now->load();
            return stated != 0 ? stated : system_micros();
        };
        docket_ = docket::Docket::open(folder, std::move(settings));
    }

    template <class Verb>
    auto with(Verb verb) {
        const std::shared_lock lock(mutex_);
        if (!docket_) base::fail_store("closed");
        return verb(*docket_);
    }

    void close() {
        {
            // Verbs that wait for a batch to end hold the lock that closing needs.
            const std::shared_lock lock(mutex_);
            if (docket_) docket_->abandon_batch();
        }
        const std::unique_lock lock(mutex_);
        if (docket_) docket_->close();
        docket_.reset();
    }

    /// A clock given from Python is asked there, before the verb; nothing calls back from here.
    void set_now(std::int64_t micros) { now_->store(micros); }

private:
    static std::int64_t system_micros() {
        const auto since = std::chrono::system_clock::now().time_since_epoch();
        return std::chrono::duration_cast<std::chrono::microseconds>(since).count();
    }

    std::shared_ptr<std::atomic<std::int64_t>> now_ =
        std::make_shared<std::atomic<std::int64_t>>(0);
    std::shared_mutex mutex_;
    std::unique_ptr<docket::Docket> docket_;
};

/// An import holds its docket open.
struct ImportHandle {
    std::shared_ptr<Handle> docket;
    std::unique_ptr<docket::Docket::Import> run;

    [[nodiscard]] docket::Docket::Import& open() const {
        if (!run) base::fail_store("closed");
        return *run;
    }
};

}  // namespace accord::bindings
