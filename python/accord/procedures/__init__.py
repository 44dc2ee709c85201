"""Procedures that come with the package: each one readable file, each ready to use."""

from accord.procedures.au_afca import au_afca
from accord.procedures.cietac_summary import cietac_summary, cietac_summary_2017
from accord.procedures.cn_complaint import cn_complaint, make_cn_complaint
from accord.procedures.cn_litigation import cn_litigation
from accord.procedures.cn_mediation import cn_mediation, make_cn_mediation
from accord.procedures.cn_securities_mediation import cn_securities_mediation
from accord.procedures.cn_securities_steps import cn_securities_steps
from accord.procedures.cn_supervision import cn_supervision
from accord.procedures.hk_fdrc import hk_fdrc
from accord.procedures.uk_fos import uk_fos
from accord.procedures.us_aaa import us_aaa
from accord.procedures.us_cfpb import us_cfpb
from accord.procedures.us_finra import us_finra

__all__ = [
    "au_afca",
    "cietac_summary",
    "cietac_summary_2017",
    "cn_complaint",
    "cn_litigation",
    "cn_mediation",
    "cn_securities_mediation",
    "cn_securities_steps",
    "cn_supervision",
    "hk_fdrc",
    "make_cn_complaint",
    "make_cn_mediation",
    "uk_fos",
    "us_aaa",
    "us_cfpb",
    "us_finra",
]
