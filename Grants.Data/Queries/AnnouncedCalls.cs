using Grants.Domain.Programs;
using Grants.Domain.Reviews;

namespace Grants.Data.Queries;

public static class AnnouncedCalls
{
    /// <summary>Calls for everybody: lists, feeds and the site map start from these. Drafts and tests aren't among them.</summary>
    public static IQueryable<Call> Announced(this IQueryable<Call> calls) =>
        calls.Where(c => c.Status != CallStatus.Draft && !c.IsTest);

    /// <summary>Reviews that count in figures: not those of tests.</summary>
    public static IQueryable<Review> OfCounted(this IQueryable<Review> reviews, GrantsDb db) =>
        reviews.Where(r => !db.Calls.Any(c => c.Id == r.CallId && c.IsTest));
}
