using Grants.Domain.Programs;
using Grants.Web.Platform;
using Grants.Web.Platform.Csv;

namespace Grants.Web.Features.Programs.Calls;

internal static class CallsExport
{
    public static CsvDownload<CallRow> Of(
        ListCalls list,
        Guid? programId,
        CallStatus? status,
        SiteAddress site,
        CancellationToken cancel
    ) =>
        new(
            "calls.csv",
            [
                new("Program", c => c.Program),
                new("Call", c => c.Title),
                new("Status", c => c.Status),
                new("Open or closed", c => c.Phase),
                new("Opens (UTC)", c => c.OpensAt),
                new("Deadline (UTC)", c => c.DeadlineAt),
                new(
                    "Deadline",
                    c =>
                        c.DeadlineAt is { } at
                            ? new Domain.Kernel.Deadline(at, c.Zone).ToString()
                            : ""
                ),
                new("Time zone", c => c.Zone),
                new("Applications handed in", c => c.HandedIn),
                new("Drafts", c => c.Drafts),
                new("Address", c => site.Of(ProgramsRoutes.PublicCall(c.Slug))),
            ],
            list.AllAsync(programId, status, cancel)
        );
}
