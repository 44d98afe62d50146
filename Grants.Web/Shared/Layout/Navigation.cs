using Grants.Domain.Accounts;
using MudBlazor;

namespace Grants.Web.Shared.Layout;

/// <param name="Needs">Null: for everybody who is signed in.</param>
public sealed record NavigationLink(
    string Text,
    string Href,
    string Icon,
    Permission? Needs = null
);

/// <param name="ForApplicants">Shown to people without a role at the funder, and to members of an organization.</param>
public sealed record NavigationGroup(
    string Title,
    bool ForApplicants,
    IReadOnlyList<NavigationLink> Links
);

/// <summary>Every workspace in the order of the features, filtered by what the person may do.</summary>
public static class Navigation
{
    private static readonly IReadOnlyList<NavigationGroup> All =
    [
        new(
            "My organization",
            true,
            [
                new("Next steps", "/my", Icons.Material.Outlined.Checklist),
                new("Applications", "/my/applications", Icons.Material.Outlined.Description),
                new("Awards", "/my/awards", Icons.Material.Outlined.WorkspacePremium),
                new("Deliverables", "/my/deliverables", Icons.Material.Outlined.Inventory2),
                new("Organization", "/my/organization", Icons.Material.Outlined.AccountBalance),
            ]
        ),
        new(
            "Work",
            false,
            [
                new("Next steps", "/work", Icons.Material.Outlined.Checklist),
                new(
                    "Dashboard",
                    "/work/dashboard",
                    Icons.Material.Outlined.Insights,
                    Permission.ReadDashboard
                ),
                new(
                    "Programs",
                    "/work/programs",
                    Icons.Material.Outlined.Campaign,
                    Permission.ManagePrograms
                ),
                new(
                    "Forms",
                    "/work/forms",
                    Icons.Material.Outlined.DynamicForm,
                    Permission.ManagePrograms
                ),
                new(
                    "Funds",
                    "/work/funds",
                    Icons.Material.Outlined.Savings,
                    Permission.ManageFunds
                ),
                new(
                    "Applications",
                    "/work/applications",
                    Icons.Material.Outlined.Description,
                    Permission.ReadApplications
                ),
                new(
                    "Organizations",
                    "/work/organizations",
                    Icons.Material.Outlined.AccountBalance,
                    Permission.ReadApplications
                ),
                new(
                    "Reviews",
                    "/work/reviews",
                    Icons.Material.Outlined.RateReview,
                    Permission.Review
                ),
                new(
                    "Ranking",
                    "/work/ranking",
                    Icons.Material.Outlined.Leaderboard,
                    Permission.ReadRanking
                ),
                new(
                    "Awards",
                    "/work/awards",
                    Icons.Material.Outlined.WorkspacePremium,
                    Permission.ReadAwards
                ),
                new(
                    "Payments",
                    "/work/payments",
                    Icons.Material.Outlined.Payments,
                    Permission.ReadAwards
                ),
                new(
                    "Deliverables",
                    "/work/deliverables",
                    Icons.Material.Outlined.Inventory2,
                    Permission.ReadAwards
                ),
                new(
                    "Technical profiles",
                    "/work/profiles",
                    Icons.Material.Outlined.Rule,
                    Permission.ReadAwards
                ),
                new(
                    "Preservation",
                    "/work/preservation",
                    Icons.Material.Outlined.Shield,
                    Permission.ReadAwards
                ),
                new(
                    "Catalog",
                    "/work/catalog",
                    Icons.Material.Outlined.LibraryBooks,
                    Permission.EditCatalog
                ),
            ]
        ),
        new(
            "Office",
            false,
            [
                new(
                    "People",
                    "/work/people",
                    Icons.Material.Outlined.People,
                    Permission.ManagePeople
                ),
                new(
                    "Funder",
                    "/work/funder",
                    Icons.Material.Outlined.Domain,
                    Permission.ManageFunder
                ),
                new("Mail", "/work/mail", Icons.Material.Outlined.Mail, Permission.ReadMail),
                new(
                    "History",
                    "/work/history",
                    Icons.Material.Outlined.History,
                    Permission.ReadHistory
                ),
            ]
        ),
    ];

    public static IEnumerable<NavigationGroup> For(Actor actor) =>
        All.Where(g =>
                g.ForApplicants
                    ? !actor.IsStaff
                        || actor.Organizations.Count > 0
                        || actor.Applications.Count > 0
                    : actor.IsStaff
            )
            .Select(g =>
                g with
                {
                    Links = [.. g.Links.Where(l => l.Needs is not { } needed || actor.May(needed))],
                }
            )
            .Where(g => g.Links.Count > 0);

    /// <summary>Where a person starts.</summary>
    public static string HomeOf(Actor actor) => actor.IsStaff ? "/work" : "/my";
}
