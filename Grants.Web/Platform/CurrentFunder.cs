using Grants.Data;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Platform;

/// <summary>What every page says of the funder.</summary>
public sealed record FunderFace(
    string Name,
    string ShortName,
    string Tagline,
    string About,
    string ContactEmail,
    string Currency
)
{
    /// <summary>Before set-up.</summary>
    public static FunderFace None { get; } =
        new("Digitization grants", "Grants", "", "", "", "USD");
}

/// <summary>The funder's row, read once a minute instead of once a page.</summary>
public sealed class CurrentFunder(IDbContextFactory<GrantsDb> databases, TimeProvider clock)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromMinutes(1);

    private Reading? _last;

    public async Task<FunderFace> GetAsync(CancellationToken cancel)
    {
        if (_last is { } last && clock.GetUtcNow() - last.At < Freshness)
            return last.Face;
        await using var db = await databases.CreateDbContextAsync(cancel);
        var face = await db
            .Funders.AsNoTracking()
            .OrderBy(f => f.Id)
            .Select(f => new FunderFace(
                f.Name,
                f.ShortName,
                f.Tagline,
                f.About,
                f.ContactEmail,
                f.Currency
            ))
            .FirstOrDefaultAsync(cancel);
        if (face is null)
            return FunderFace.None;
        _last = new Reading(face, clock.GetUtcNow());
        return face;
    }

    /// <summary>After a change, so that this node shows it at once.</summary>
    public void Forget() => _last = null;

    private sealed record Reading(FunderFace Face, DateTimeOffset At);
}
