using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Applications;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Applications.Screening;

/// <summary>The staff's check for completeness and eligibility, before any review. Telling the applicant is a verb of its own.</summary>
public sealed class ScreenApplication(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public Task BeginAsync(Guid id, CancellationToken cancel) =>
        RunAsync(id, (application, stamp) => application.BeginScreening(stamp), cancel);

    public Task PassAsync(Guid id, CancellationToken cancel) =>
        RunAsync(id, (application, stamp) => application.PassScreening(stamp), cancel);

    public Task MarkIneligibleAsync(Guid id, string reason, CancellationToken cancel) =>
        RunAsync(id, (application, stamp) => application.MarkIneligible(reason, stamp), cancel);

    public Task ReinstateAsync(Guid id, string reason, CancellationToken cancel) =>
        RunAsync(id, (application, stamp) => application.Reinstate(reason, stamp), cancel);

    private async Task RunAsync(Guid id, Action<Application, Stamp> verb, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var application = await db
            .Applications.VisibleTo(stamp.By, db)
            .FirstOrNotFoundAsync(a => a.Id == id, "The application", cancel);
        verb(application, stamp);
        await db.SaveChangesAsync(cancel);
    }
}
