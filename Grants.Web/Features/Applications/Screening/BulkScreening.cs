using Grants.Data;
using Grants.Domain.Forms;
using Grants.Web.Platform;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Applications.Screening;

/// <summary>What can be done with several applications together: each is the verb of one, asked and told one after the other.</summary>
public enum BulkVerb
{
    Assign,
    BeginScreening,
    PassScreening,
    RequestInfo,
    MarkIneligible,
}

/// <param name="Refused">Why not; null when it went through.</param>
public sealed record BulkResult(Guid Id, string Application, string? Refused);

/// <summary>What the person filled in for the verb; only what the verb needs counts.</summary>
public sealed record BulkOrder(BulkVerb Verb)
{
    public Guid? AssigneeId { get; init; }

    /// <summary>Why all pass although a checklist isn't met, or what was found; null where none was given.</summary>
    public string? Reason { get; init; }

    public string? Code { get; init; }

    /// <summary>What the applicants are asked for.</summary>
    public InfoOrder? Request { get; init; }
}

/// <param name="Sections">Keys of sections that every application's form has.</param>
/// <param name="DueOn">Until the end of that day in each call's time zone.</param>
public sealed record InfoOrder(
    IReadOnlyCollection<string> Sections,
    DateOnly DueOn,
    string Message
);

/// <summary>The single validated verb, row by row; one refusal doesn't stop the others.</summary>
public sealed class BulkScreening(
    IDbContextFactory<GrantsDb> databases,
    Caller caller,
    ScreenApplication screen,
    AssignScreener assign,
    Guarded guarded
)
{
    /// <summary>Gives each result as soon as it is there; cancelling stops before the next row.</summary>
    public async IAsyncEnumerable<BulkResult> RunAsync(
        IReadOnlyCollection<Guid> ids,
        BulkOrder order,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel
    )
    {
        var names = await NamesAsync(ids, cancel);
        foreach (var id in ids)
        {
            if (cancel.IsCancellationRequested)
                yield break;
            var refused = names.ContainsKey(id)
                ? await guarded.RunAsync(() => OneAsync(id, order, CancellationToken.None), cancel)
                : "The application isn't there any more.";
            yield return new BulkResult(id, names.GetValueOrDefault(id, "Application"), refused);
        }
    }

    /// <summary>The sections that the forms of all these applications have, in the order of the first.</summary>
    public async Task<IReadOnlyList<FormSection>> SectionsAsync(
        IReadOnlyCollection<Guid> ids,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var actor = await caller.ActorAsync(cancel);
        var used = db
            .Applications.ForStaff(actor, db)
            .Where(a => ids.Contains(a.Id))
            .Select(a => a.FormVersionId);
        var forms = await db
            .FormVersions.Where(f => used.Contains(f.Id))
            .OrderBy(f => f.Id)
            .Select(f => f.Definition)
            .ToListAsync(cancel);
        return
        [
            .. forms
                .Take(1)
                .SelectMany(f => f.Sections)
                .Where(s => forms.TrueForAll(f => f.Sections.Any(o => o.Key == s.Key))),
        ];
    }

    private Task OneAsync(Guid id, BulkOrder order, CancellationToken cancel) =>
        order.Verb switch
        {
            BulkVerb.Assign => assign.RunAsync(id, order.AssigneeId, cancel),
            BulkVerb.BeginScreening => screen.BeginAsync(id, cancel),
            BulkVerb.PassScreening => screen.PassAsync(id, order.Reason, cancel),
            BulkVerb.RequestInfo when order.Request is { } request => screen.RequestInfoAsync(
                id,
                request.Sections,
                request.DueOn,
                request.Message,
                cancel
            ),
            BulkVerb.MarkIneligible => screen.MarkIneligibleAsync(
                id,
                order.Code ?? "",
                order.Reason ?? "",
                cancel
            ),
            _ => throw new InvalidOperationException($"No verb {order.Verb}."),
        };

    private async Task<Dictionary<Guid, string>> NamesAsync(
        IReadOnlyCollection<Guid> ids,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var actor = await caller.ActorAsync(cancel);
        return await db
            .Applications.ForStaff(actor, db)
            .Where(a => ids.Contains(a.Id))
            .ToDictionaryAsync(a => a.Id, a => $"{a.ReferenceNumber} {a.Title}", cancel);
    }
}
