using Grants.Data;
using Grants.Web.Features.Catalog.Searching;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Catalog.Editing;

/// <summary>Takes a record and its images away from the public; a tombstone with the message stays.</summary>
public sealed class WithdrawRecord(
    IDbContextFactory<GrantsDb> databases,
    Caller caller,
    IndexJob index
)
{
    /// <param name="publicMessage">For the tombstone.</param>
    /// <param name="privateReason">For the log.</param>
    public async Task RunAsync(
        Guid recordId,
        string publicMessage,
        string privateReason,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var record = await db.RecordForAsync(recordId, stamp.By, cancel);
        record.Withdraw(publicMessage, privateReason, stamp);
        await db.SaveChangesAsync(cancel);
        index.Wake();
    }
}
