using System.Globalization;
using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Applications.Screening;

/// <summary>What the queue shows, as it stands in its address; what can't be read there counts as not given.</summary>
public sealed record ApplicationFilter
{
    public const string Me = "me";
    public const string Nobody = "nobody";
    public const string AnyFlag = "open";
    public const string Met = "met";
    public const string Unmet = "unmet";
    public const string NotBegun = "none";

    /// <summary>Only of this call.</summary>
    public string? Call { get; init; }

    public string? Status { get; init; }

    /// <summary>Part of the title, the organization's name or the reference number.</summary>
    public string? Text { get; init; }

    /// <summary>Id of who handles it, <see cref="Me"/> or <see cref="Nobody"/>.</summary>
    public string? Assignee { get; init; }

    /// <summary><see cref="AnyFlag"/>, or the kind of an open flag.</summary>
    public string? Flag { get; init; }

    /// <summary><see cref="Met"/>, <see cref="Unmet"/> or <see cref="NotBegun"/>.</summary>
    public string? Checklist { get; init; }

    /// <summary>Least and most requested.</summary>
    public string? Min { get; init; }

    public string? Max { get; init; }

    /// <summary>Of the organization, ISO 3166-1 alpha-2.</summary>
    public string? Country { get; init; }

    /// <summary>Key of a column, with "-" in front the other way round; submitted, newest first, without.</summary>
    public string? Sort { get; init; }

    /// <summary>Keys of columns with commas between; the usual ones without.</summary>
    public string? Columns { get; init; }

    public Guid? CallId => Guid.TryParse(Call, out var id) ? id : null;

    public ApplicationStatus? StatusValue =>
        Enum.TryParse<ApplicationStatus>(Status, out var status) && Enum.IsDefined(status)
            ? status
            : null;

    /// <summary>Those that the person may see and the filter lets pass.</summary>
    public IQueryable<Application> Narrow(GrantsDb db, Actor actor)
    {
        var applications = db.Applications.AsNoTracking().ForStaff(actor, db);
        if (CallId is { } call)
            applications = applications.Where(a => a.CallId == call);
        if (StatusValue is { } status)
            applications = applications.Where(a => a.Status == status);
        if (Amount(Min) is { } min)
            applications = applications.Where(a => a.AmountRequested.Amount >= min);
        if (Amount(Max) is { } max)
            applications = applications.Where(a => a.AmountRequested.Amount <= max);
        if (!string.IsNullOrEmpty(Country))
            applications = applications.Where(a =>
                db.Organizations.Any(o => o.Id == a.OrganizationId && o.Country == Country)
            );
        if (LikePattern.Containing(Text) is { } pattern)
            applications = applications.Where(a =>
                EF.Functions.Like(a.Title, pattern, LikePattern.Escape)
                || EF.Functions.Like(a.ReferenceNumber, pattern, LikePattern.Escape)
                || db.Organizations.Any(o =>
                    o.Id == a.OrganizationId
                    && EF.Functions.Like(o.LegalName, pattern, LikePattern.Escape)
                )
            );
        return ByChecklist(db, ByFlag(ByAssignee(applications, actor)));
    }

    private IQueryable<Application> ByAssignee(IQueryable<Application> applications, Actor actor)
    {
        if (Assignee == Nobody)
            return applications.Where(a => a.AssigneeId == null);
        Guid? id =
            Assignee == Me ? actor.Id
            : Guid.TryParse(Assignee, out var person) ? person
            : null;
        return id is null ? applications : applications.Where(a => a.AssigneeId == id);
    }

    private IQueryable<Application> ByFlag(IQueryable<Application> applications) =>
        Flag == AnyFlag ? applications.Where(a => a.Flags.Any(f => f.ResolvedAt == null))
        : Enum.TryParse<FlagKind>(Flag, out var kind) && Enum.IsDefined(kind)
            ? applications.Where(a => a.Flags.Any(f => f.ResolvedAt == null && f.Kind == kind))
        : applications;

    private IQueryable<Application> ByChecklist(
        GrantsDb db,
        IQueryable<Application> applications
    ) =>
        Checklist switch
        {
            Met => applications.Where(a =>
                db.ScreeningChecklists.Any(c =>
                    c.ApplicationId == a.Id && c.Open == 0 && c.Failed == 0
                )
            ),
            Unmet => applications.Where(a =>
                db.ScreeningChecklists.Any(c =>
                    c.ApplicationId == a.Id && (c.Open > 0 || c.Failed > 0)
                )
            ),
            NotBegun => applications.Where(a =>
                !db.ScreeningChecklists.Any(c => c.ApplicationId == a.Id)
            ),
            _ => applications,
        };

    private static decimal? Amount(string? text) =>
        decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount)
            ? amount
            : null;
}
