using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Programs;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Applications.Origin;

/// <param name="CutOff">Of a rolling call: the collection that it belongs to.</param>
/// <param name="Extension">The later deadline that it has alone, or with its organization.</param>
/// <param name="Letter">The letter of intent that it follows.</param>
public sealed record ApplicationOrigin(
    Guid CallId,
    string Zone,
    bool IsTest,
    DateTimeOffset? CutOff,
    PersonalExtension? Extension,
    IReadOnlyList<EligibilityAnswer> Eligibility,
    LetterLink? Letter
);

public sealed record LetterLink(Guid Id, string? ReferenceNumber);

/// <summary>Where an application comes from: what was answered before it, under which deadline, after which letter.</summary>
public sealed class ReadOrigin(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task<ApplicationOrigin> RunAsync(Guid applicationId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var actor = await caller.ActorAsync(cancel);
        var application = await db
            .Applications.AsNoTracking()
            .VisibleTo(actor, db)
            .FirstOrNotFoundAsync(a => a.Id == applicationId, "The application", cancel);
        var call = await db
            .Calls.AsNoTracking()
            .SingleAsync(c => c.Id == application.CallId, cancel);
        var letter = await db
            .Applications.AsNoTracking()
            .VisibleTo(actor, db)
            .Where(a => a.Id == application.LetterId)
            .Select(a => new LetterLink(a.Id, a.ReferenceNumber))
            .FirstOrDefaultAsync(cancel);
        return new ApplicationOrigin(
            call.Id,
            call.Zone,
            application.IsTest,
            application.CutOffAt,
            application.ExtensionIn(call),
            application.Eligibility,
            letter
        );
    }
}
