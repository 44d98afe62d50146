using System.Globalization;
using Grants.Data.Queries;
using Grants.Domain.Audit;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Audit;

/// <summary>Which lines a page or an export shows, as its address says it. What it can't read means "all".</summary>
/// <param name="Who">Part of a name.</param>
/// <param name="Subject">A kind of record, by its type's name.</param>
/// <param name="Verb">What happened, by the event's name.</param>
/// <param name="From">First day, "2026-11-24", in UTC.</param>
/// <param name="To">Last day.</param>
/// <param name="Id">One record.</param>
public sealed record LogFilter(
    string? Who,
    string? Subject,
    string? Verb,
    string? From,
    string? To,
    Guid? Id
)
{
    internal IQueryable<AuditEntry> Of(IQueryable<AuditEntry> entries)
    {
        if (Id is { } id)
            entries = entries.Where(e => e.SubjectId == id);
        if (!string.IsNullOrEmpty(Subject))
            entries = entries.Where(e => e.SubjectType == Subject);
        if (!string.IsNullOrEmpty(Verb))
            entries = entries.Where(e => e.Verb == Verb);
        if (Day(From) is { } first)
            entries = entries.Where(e => e.At >= first);
        if (Day(To)?.AddDays(1) is { } end)
            entries = entries.Where(e => e.At < end);
        return LikePattern.Containing(Who) is { } words
            ? entries.Where(e => EF.Functions.Like(e.ActorName, words, LikePattern.Escape))
            : entries;
    }

    private static DateTimeOffset? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, 0, out var day)
        && day < DateOnly.MaxValue
            ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero)
            : null;
}
