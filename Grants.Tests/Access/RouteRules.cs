using Grants.Domain.Accounts;
using static Grants.Domain.Accounts.Permission;
using static Grants.Tests.Access.RouteRule;

namespace Grants.Tests.Access;

/// <summary>Every address that answers to GET, and who gets it. A route that isn't here fails the test.</summary>
public static class RouteRules
{
    public static IReadOnlyList<RouteRule> All { get; } =
    [
        // Public
        ForAll("/"),
        ForAll("/calls"),
        ForAll("/calls.json"),
        ForAll("/calls/{Slug}", "/calls/[call-slug]"),
        ForAll("/calls/{slug}.ics", "/calls/[call-slug].ics"),
        ForAll("/catalog"),
        ForAll("/catalog/{slug}", "/catalog/[record-slug]"),
        ForAll("/institutions"),
        ForAll("/institutions/{id:guid}", "/institutions/[organization]"),
        ForAll("/awards"),
        ForAll("/awards.csv"),
        ForAll("/awards/{Number}", "/awards/[award-number]"),
        ForAll("/sitemap.xml"),
        ForAll("/robots.txt"),
        // Accounts
        ForAll("/account/sign-in"),
        ForAll("/account/register"),
        ForAll("/account/resend"),
        ForAll("/account/forgot"),
        ForAll("/account/denied"),
        SignedIn("/account/profile"),
        Needs(ManagePeople, "/work/people"),
        Needs(ManagePeople, "/work/people.csv"),
        Needs(ManagePeople, "/work/people/invite"),
        Needs(ManagePeople, "/work/people/{Id:guid}", "/work/people/[person]"),
        Needs(ManageFunder, "/work/funder"),
        Needs(ReadApplications, "/work/organizations"),
        Needs(ReadApplications, "/work/organizations.csv"),
        Needs(
            ReadApplications,
            "/work/organizations/{Id:guid}",
            "/work/organizations/[organization]"
        ),
        SignedIn("/my/organization"),
        // Programs
        Needs(ManagePrograms, "/work/programs"),
        Needs(ManagePrograms, "/work/programs/{Id:guid}", "/work/programs/[program]"),
        Needs(ManagePrograms, "/work/calls.csv"),
        Needs(ManagePrograms, "/work/calls/new", "/work/calls/new?program=[program]"),
        Needs(ManagePrograms, "/work/calls/{Id:guid}", "/work/calls/[call]"),
        Needs(ManagePrograms, "/work/calls/{Id:guid}/clone", "/work/calls/[call]/clone"),
        Needs(ManagePrograms, "/work/calls/{Id:guid}/extensions", "/work/calls/[call]/extensions"),
        Needs(ManagePrograms, "/work/calls/{Id:guid}/invite", "/work/calls/[second-stage]/invite"),
        Needs(ManagePrograms, "/work/forms"),
        Needs(ManagePrograms, "/work/forms/{Id:guid}", "/work/forms/[form]"),
        Needs(ManagePrograms, "/work/forms/{Id:guid}/try", "/work/forms/[form]/try"),
        Needs(ManagePrograms, "/work/forms/{Id:guid}/drafts", "/work/forms/[form]/drafts"),
        Needs(ManagePrograms, "/work/forms/{id:guid}.json", "/work/forms/[form].json"),
        Needs(ManageFunds, "/work/funds"),
        Needs(ManageFunds, "/work/funds.csv"),
        Needs(ManageFunds, "/work/funds/{Id:guid}", "/work/funds/[fund]"),
        Needs(ManageFunds, "/work/funds/{id:guid}/ledger.csv", "/work/funds/[fund]/ledger.csv"),
        // Applications
        SignedIn("/my"),
        SignedIn("/my/applications"),
        SignedIn("/my/applications.csv"),
        SignedIn("/my/applications/new", "/my/applications/new?call=[call]"),
        Grantee("/my/applications/{Id:guid}", "/my/applications/[in-review]"),
        Grantee("/my/applications/{Id:guid}/edit", "/my/applications/[draft]/edit"),
        Grantee("/my/applications/{id:guid}/print", "/my/applications/[draft]/print"),
        Grantee("/my/applications/{id:guid}/draft.pdf", "/my/applications/[draft]/draft.pdf"),
        SignedIn("/my/applications/deleted"),
        Needs(ReadApplications, "/work/applications"),
        Needs(ReadApplications, "/work/applications.csv"),
        Needs(ReadApplications, "/work/applications.xlsx"),
        Needs(ReadApplications, "/work/applications/{Id:guid}", "/work/applications/[in-review]"),
        Needs(
            ReadApplications,
            "/work/applications/{Id:guid}/questions",
            "/work/applications/[in-review]/questions"
        ),
        Needs(NotifyApplicants, "/work/applications/notify"),
        Grantee("/applications/{id:guid}.pdf", "/applications/[in-review].pdf")
            .And(p => p.May(ReadApplications) || p.Role == Role.Reviewer),
        // Reviews
        Needs(Review, "/work/reviews"),
        Needs(Review, "/work/reviews.csv"),
        new(
            "/work/reviews/{ReviewId:guid}",
            "/work/reviews/[review]",
            p => p.Role == Role.Reviewer
        ),
        Needs(
            AssignReviewers,
            "/work/applications/{ApplicationId:guid}/reviews",
            "/work/applications/[in-review]/reviews"
        ),
        Needs(ReadRanking, "/work/ranking"),
        Needs(ReadRanking, "/work/ranking.csv", "/work/ranking.csv?call=[call]"),
        Needs(ReadRanking, "/work/ranking/scores.csv", "/work/ranking/scores.csv?call=[call]"),
        Needs(
            ReadRanking,
            "/work/applications/{ApplicationId:guid}/decision",
            "/work/applications/[in-review]/decision"
        ),
        // Awards
        Needs(ReadAwards, "/work/awards"),
        Needs(ReadAwards, "/work/awards.csv"),
        Needs(ReadAwards, "/work/awards/waiting"),
        Needs(ReadAwards, "/work/awards/waiting.csv"),
        Needs(
            PrepareAwards,
            "/work/awards/waiting/{ApplicationId:guid}",
            "/work/awards/waiting/[approved]"
        ),
        Needs(ReadAwards, "/work/awards/{Id:guid}", "/work/awards/[award]"),
        SignedIn("/my/awards"),
        SignedIn("/my/awards.csv"),
        Grantee("/my/awards/{Id:guid}", "/my/awards/[award]"),
        // Payments
        Needs(ReadAwards, "/work/payments"),
        Needs(ReadAwards, "/work/payments.csv"),
        Needs(ReadAwards, "/work/payments/{Id:guid}", "/work/payments/[payment]"),
        // Deliverables
        SignedIn("/my/deliverables"),
        SignedIn("/my/deliverables.csv"),
        SignedIn("/my/deliverables/template.csv"),
        Grantee("/my/deliverables/{Id:guid}", "/my/deliverables/[deliverable]"),
        Needs(ReadAwards, "/work/deliverables"),
        Needs(ReadAwards, "/work/deliverables.csv"),
        Needs(ReadAwards, "/work/deliverables/{Id:guid}", "/work/deliverables/[deliverable]"),
        Needs(ReadAwards, "/work/profiles"),
        Needs(ReadAwards, "/work/profiles.csv"),
        Needs(ReadAwards, "/work/profiles/{Id:guid}", "/work/profiles/[profile]"),
        Needs(ReadAwards, "/work/profiles/{id:guid}.json", "/work/profiles/[profile].json"),
        Needs(
            ReadAwards,
            "/work/batches/{BatchId:guid}/control/{Number:int}",
            "/work/batches/[batch]/control/1"
        ),
        Grantee("/batches/{id:guid}/report.pdf", "/batches/[batch]/report.pdf")
            .And(p => p.May(ReadAwards)),
        Grantee("/batches/{id:guid}/returned.csv", "/batches/[batch]/returned.csv")
            .And(p => p.May(ReadAwards)),
        Grantee("/batches/{id:guid}/findings.csv", "/batches/[batch]/findings.csv")
            .And(p => p.May(ReadAwards)),
        Grantee("/batches/{id:guid}/files.csv", "/batches/[batch]/files.csv")
            .And(p => p.May(ReadAwards)),
        Grantee("/batches/{id:guid}/events.csv", "/batches/[batch]/events.csv")
            .And(p => p.May(ReadAwards)),
        Grantee("/batches/{Id:guid}/sheet", "/batches/[batch]/sheet").And(p => p.May(ReadAwards)),
        Needs(ReadAwards, "/work/preservation"),
        Needs(ReadAwards, "/work/preservation.csv"),
        Needs(ReadAwards, "/work/preservation/{Id:guid}", "/work/preservation/[award]"),
        Grantee("/awards/{id:guid}/preservation.pdf", "/awards/[award]/preservation.pdf")
            .And(p => p.May(ReadAwards)),
        Grantee("/awards/{id:guid}/preservation.csv", "/awards/[award]/preservation.csv")
            .And(p => p.May(ReadAwards)),
        Grantee(
                "/awards/{id:guid}/preservation-premis.xml",
                "/awards/[award]/preservation-premis.xml"
            )
            .And(p => p.May(ReadAwards)),
        Grantee("/files/{id:guid}", "/files/[file]").And(p => p.May(ReadAwards)),
        // Catalog
        Needs(EditCatalog, "/work/catalog"),
        Needs(EditCatalog, "/work/catalog.csv"),
        Needs(EditCatalog, "/work/catalog/new"),
        Needs(EditCatalog, "/work/catalog/{id:guid}", "/work/catalog/[record]"),
        Needs(EditCatalog, "/work/catalog/names"),
        Needs(EditCatalog, "/work/catalog/names.csv"),
        Needs(EditCatalog, "/work/catalog/names/new"),
        Needs(EditCatalog, "/work/catalog/names/{id:guid}", "/work/catalog/names/[name]"),
        // Office
        SignedIn("/work"),
        Needs(ReadDashboard, "/work/dashboard"),
        Needs(ReadDashboard, "/work/dashboard/{figure}.csv", "/work/dashboard/applications.csv"),
        Needs(ReadMail, "/work/mail"),
        Needs(ReadMail, "/work/mail.csv"),
        Needs(ReadMail, "/work/mail/{Id:guid}", "/work/mail/[mail]"),
        Needs(ReadHistory, "/work/history"),
        Needs(ReadHistory, "/work/history.csv"),
    ];

    /// <summary>Further addresses of routes in the table: the rule is the route's, whatever the query asks for.</summary>
    public static IReadOnlyList<RouteRule> Variants { get; } =
    [
        .. from query in (string[])
            ["attachments=true", "blind=true", "blind=true&attachments=true", "blind=false"]
        select Grantee("/applications/{id:guid}.pdf", $"/applications/[in-review].pdf?{query}")
            .And(p => p.May(ReadApplications) || p.Role == Role.Reviewer),
        .. from format in (string[])["csv", "xlsx"]
        from query in (string[])["answers=true", "call=[call]&answers=true", "columns=amount"]
        select Needs(
            ReadApplications,
            $"/work/applications.{format}",
            $"/work/applications.{format}?{query}"
        ),
        .. from part in (string[])["checklist", "changes", "notes", "history", "nothing"]
        select Needs(
            ReadApplications,
            "/work/applications/{Id:guid}",
            $"/work/applications/[in-review]?part={part}"
        ),
        .. from section in (string[])["budget", "check", "nothing"]
        select Grantee(
            "/my/applications/{Id:guid}/edit",
            $"/my/applications/[draft]/edit?section={section}"
        ),
    ];

    /// <summary>Addresses that other tests hold, each with why it isn't in the table.</summary>
    public static IReadOnlyDictionary<string, string> Elsewhere { get; } =
        new Dictionary<string, string>
        {
            ["/account"] = "leads on to the person's own home",
            ["/account/confirm"] = "opens with a mailed token",
            ["/account/reset"] = "opens with a mailed token",
            ["/account/invitation"] = "opens with a mailed secret: InvitationTests",
            ["/setup"] = "gone once there is an administrator: SignInSecurityTests",
            ["/error"] = "shown after a failure",
            ["/not-found"] = "shown for unknown addresses",
            ["/sitemap-{file:int}.xml"] = "only above 50,000 addresses: HomeTests",
            ["/my/batches/{owner:guid}/files/{id:guid}"] =
                "offset of an upload under way: UploadTests",
            ["/my/applications/{owner:guid}/files/{id:guid}"] =
                "offset of an upload under way: AttachmentTests",
            ["/work/payments/files/{batch}"] = "named by a payment file: AwardPagesTests",
            ["/batches/{id:guid}/files/{fileId:guid}/thumbnail"] =
                "needs an image: DeliverablesPagesTests",
            ["/batches/{id:guid}/files/{fileId:guid}/picture"] =
                "needs an image: DeliverablesPagesTests",
            ["/batches/{id:guid}/files/{fileId:guid}/recording"] =
                "needs a recording: DeliverablesPagesTests, DeskTests",
            ["/batches/{id:guid}/annotated-sheet.csv"] =
                "needs a delivered sheet: DeliverablesPagesTests",
            ["/batches/{id:guid}/annotated-sheet.xlsx"] =
                "needs a delivered sheet: DeliverablesPagesTests",
            ["/batches/{Id:guid}/sheet/columns"] =
                "needs an open batch with a sheet: SheetPagesTests",
        };
}
