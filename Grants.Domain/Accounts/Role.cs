using static Grants.Domain.Accounts.Permission;

namespace Grants.Domain.Accounts;

/// <summary>
/// The funder's roles (one person may hold several). What applicants may do follows from their membership in an
/// organization, not from a role.
/// </summary>
public enum Role
{
    ProgramOfficer,
    GrantsOfficer,
    FinanceOfficer,
    FinanceApprover,
    Reviewer,
    CommitteeChair,
    CommitteeSecretary,
    Authority,
    CatalogEditor,
    Auditor,
    Administrator,
}

/// <summary>Role to permissions: data, printed to docs/permissions.md by a test.</summary>
public static class Roles
{
    private static readonly IReadOnlySet<Permission> ReadsEverything = Set(
        ReadApplications,
        ReadRanking,
        ReadAwards,
        ReadMail,
        ReadHistory,
        ReadDashboard
    );

    public static IReadOnlyDictionary<Role, IReadOnlySet<Permission>> Permissions { get; } =
        new Dictionary<Role, IReadOnlySet<Permission>>
        {
            [Role.ProgramOfficer] = Set(
                ManagePrograms,
                ManageFunds,
                ReadApplications,
                ScreenApplications,
                AssignReviewers,
                ReadRanking,
                NotifyApplicants,
                ReadAwards,
                CheckDeliverables,
                ReadMail,
                SendMail,
                ReadHistory,
                ReadDashboard
            ),
            [Role.GrantsOfficer] = Set(
                ReadApplications,
                ReadRanking,
                NotifyApplicants,
                ReadAwards,
                PrepareAwards,
                ApproveLetters,
                CountersignAwards,
                CheckDeliverables,
                ReadMail,
                SendMail,
                ReadHistory,
                ReadDashboard
            ),
            [Role.FinanceOfficer] = Set(
                ReadAwards,
                RequestPayments,
                MarkPaid,
                ReadHistory,
                ReadDashboard
            ),
            [Role.FinanceApprover] = Set(ReadAwards, ApprovePayments, ReadHistory, ReadDashboard),
            [Role.Reviewer] = Set(Review),
            [Role.CommitteeChair] = Set(Review, ReadRanking, RecordRecommendation),
            [Role.CommitteeSecretary] = Set(
                ReadApplications,
                ReadRanking,
                RecordRecommendation,
                ReadHistory
            ),
            [Role.Authority] = Set(
                ReadApplications,
                ReadRanking,
                Decide,
                CountersignAwards,
                ReadAwards,
                ReadHistory,
                ReadDashboard
            ),
            [Role.CatalogEditor] = Set(ReadAwards, EditCatalog, ReadHistory),
            [Role.Auditor] = ReadsEverything,
            // Configuration and accounts; no say in data (docs/permissions.md).
            [Role.Administrator] = Set(ManageFunder, ManagePeople, ReadMail, SendMail, ReadHistory),
        };

    public static IReadOnlySet<Permission> PermissionsOf(IEnumerable<Role> roles) =>
        roles.SelectMany(r => Permissions[r]).ToHashSet();

    private static HashSet<Permission> Set(params Permission[] permissions) => [.. permissions];
}
