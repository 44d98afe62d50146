using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Kernel;
using Grants.Domain.Reviews;
using Grants.Web.Platform.Csv;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Reviews.Work;

public sealed record MyReviewRow(
    Guid Id,
    string Reference,
    string Title,
    string Organization,
    string Call,
    ReviewStatus Status,
    DateTimeOffset InvitedAt,
    DateTimeOffset? SubmittedAt,
    decimal? Total
);

/// <summary>The reviewer's own reviews: what waits for them first, then the newest.</summary>
public sealed class ListMyReviews(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task<Page<MyReviewRow>> RunAsync(int page, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await Rows(db, await caller.ActorAsync(cancel)).ToPageAsync(page, cancel);
    }

    public async IAsyncEnumerable<MyReviewRow> AllAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var rows = Rows(db, await caller.ActorAsync(cancel)).AsAsyncEnumerable();
        await foreach (var row in rows.WithCancellation(cancel))
            yield return row;
    }

    private static IQueryable<MyReviewRow> Rows(GrantsDb db, Actor actor)
    {
        actor.Cannot(Permission.Review).ThrowIfAny();
        return from review in db.Reviews.AsNoTracking()
            where review.ReviewerId == actor.Id
            join application in db.Applications on review.ApplicationId equals application.Id
            join organization in db.Organizations
                on application.OrganizationId equals organization.Id
            join call in db.Calls on review.CallId equals call.Id
            orderby review.Status == ReviewStatus.Invited
            || review.Status == ReviewStatus.Accepted
            || review.Status == ReviewStatus.NoConflictAttested
            || review.Status == ReviewStatus.InProgress
                ? 0
                : 1, review.InvitedAt descending, review.Id
            select new MyReviewRow(
                review.Id,
                application.ReferenceNumber!,
                // In a blind call the title may name who applies as well.
                call.ReviewsBlind
                    ? "Application " + application.ReferenceNumber
                    : application.Title,
                call.ReviewsBlind ? Blind.Withheld : organization.LegalName,
                call.Title,
                review.Status,
                review.InvitedAt,
                review.SubmittedAt,
                review.Status == ReviewStatus.Recused ? null : review.SubmittedTotal
            );
    }
}

internal static class MyReviewsExport
{
    public static CsvDownload<MyReviewRow> Of(ListMyReviews list, CancellationToken cancel) =>
        new(
            "my-reviews.csv",
            [
                new("Reference", r => r.Reference),
                new("Title", r => r.Title),
                new("Organization", r => r.Organization),
                new("Call", r => r.Call),
                new("Status", r => r.Status),
                new("Asked", r => r.InvitedAt),
                new("Submitted", r => r.SubmittedAt),
                new("Total", r => r.Total),
            ],
            list.AllAsync(cancel)
        );
}
