"""For sellers."""

from app.help.terms import Chapter, Part, Reader, Step
from app.infra.i18n import _l

CHAPTER = Chapter(
    Reader.SELLER, "building-store",
    _l("从登记店铺到拿到称号，一步一步来。每天只要看“今天”那一页：要做的事按先后排好了。"),
    (
        Part("start", _l("开始"), (
            Step(_l("登记店铺"), _l("照着营业执照填名称和 18 位统一社会信用代码，写上卖什么、在哪里卖。换了地方、开了新的直播间，记得来改。"),
                 "merchants.mine", _l("我的店铺")),
            Step(_l("上传证照"), _l("拍照或传 PDF 都行，文字会先认一遍，您核对以后再提交，由监管人员核验。到期前 %(first_mark)s 天起会提醒您换新的。"),
                 "licences.mine", _l("我的证照")),
            Step(_l("做自查"), _l("先勾选卖什么、怎么卖，无关的题就不问。一题一题答，随时可以停下，下次接着答；时间不多就先做最要紧的一遍。每道题都写着为什么问、依据哪一条、什么算做到。"),
                 "selfchecks.home", _l("自查")),
            Step(_l("把没做到的改好"), _l("没做到的题会变成整改任务，带着最晚哪天改好。改完传一张证明，写一句怎么改的，点“记下来：已改好”，任务就了结。"),
                 "remediation.index", _l("整改")),
        )),
        Part("labels", _l("信用标签"), (
            Step(_l("申领标签"), _l("选张数和纸张，先看样子再开始制作，一批最多 %(most_labels)s 张。做的时候可以离开这一页，做好会通知您。"),
                 "labels.new", _l("申领标签")),
            Step(_l("校准打印机"), _l("第一次印之前量一次尺子页，把偏差填进去；每台打印机存一份，以后选它就行。"),
                 "labels.printer_list", _l("打印机")),
            Step(_l("贴，和登记印好了"), _l("贴在面单旁边平整的地方，不盖住面单。印好以后点“印好了”，台账上就查得到哪些标签已经在外面。标签%(label_validity)s。"),
                 "labels.index", _l("标签批次")),
            Step(_l("印坏了、丢了，就作废"), _l("作废几张或者整批都可以，作废以后不能恢复：扫到的人会看到“已作废”。"),
                 "labels.find", _l("查一张标签")),
        )),
        Part("complaints", _l("答复投诉"), (
            Step(_l("%(answer)s内答复"), _l("这是您对消费者的承诺，从收到投诉算起。先回一句“看到了，正在查”，再写怎么解决。"),
                 "complaints.index", _l("投诉")),
            Step(_l("%(settle)s内处理好"), _l("处理好了就写明做了什么：退了多少钱、哪天寄出。是不是解决了，由消费者说；消费者 %(silence_days)s 天不说话，监管人员可以按“消费者没有回音”了结。")),
            Step(_l("觉得不该算在您头上"), _l("结案后 %(complaint_appeal_days)s 天内可以申诉一次，由没有办过这件投诉的人员在 %(complaint_appeal_workdays)s 个工作日内决定。")),
        )),
        Part("year", _l("年度评定和称号"), (
            Step(_l("看分数是怎么来的"), _l("每一项的分数、权重、依据和打分的人都列着，也写着怎么做分数会更高。"),
                 "assessments.mine", _l("年度评定")),
            Step(_l("有话说，用您的权利"), _l("可以公开回复、申请更正、申诉、申请重新评定。申诉要在告知后 %(appeal_workdays)s 个工作日内提出；每件申请 %(claim_workdays)s 个工作日内答复。"),
                 "own_rights.mine", _l("我的权利")),
            Step(_l("拿称号"), _l("%(pass_score)s 分以上（含）才能提名，公示 %(notice_workdays)s 个工作日没有问题才授予。称号被撤销的，%(reapply_months)s 个月内不能再提名。"),
                 "own_title.mine", _l("我的称号")),
            Step(_l("上了黑榜，怎么修复"), _l("每一条都写着最早哪天可以申请、要符合哪些条件。交上申请，%(take_in_workdays)s 个工作日内告诉您是否受理、缺什么；受理后一般 %(repair_workdays)s 个工作日内答复。如实申请：弄虚作假的，修复会被撤销，三年内不能再申请。"),
                 "own_honours.mine", _l("黑榜和修复")),
        )),
    ),
)  # fmt: skip
