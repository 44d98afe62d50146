namespace Grants.Domain.Accounts;

/// <summary>What a person of the funder may do at all. Rules about one record come on top of it.</summary>
public enum Permission
{
    ManageFunder,
    ManagePeople,
    ManagePrograms,
    ManageFunds,
    ReadApplications,
    ScreenApplications,
    AssignReviewers,
    Review,
    ReadRanking,
    RecordRecommendation,
    Decide,
    NotifyApplicants,
    ReadAwards,
    PrepareAwards,
    ApproveLetters,
    CountersignAwards,
    RequestPayments,
    ApprovePayments,
    MarkPaid,
    CheckDeliverables,
    EditCatalog,
    ReadMail,
    SendMail,
    ReadHistory,
    ReadDashboard,
}
