using Grants.Data.Queries;
using Grants.Web.Platform;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Grants.Web.Features.Applications.Notifying;

/// <param name="Refused">Why not; null when the applicant was told.</param>
public sealed record NotifyResult(UntoldRow Row, string? Refused);

public sealed partial class NotifyPage(
    ListUntold list,
    PreviewDecision preview,
    NotifyApplicant notify,
    Guarded guarded,
    IDialogService dialogs
)
{
    private readonly HashSet<Guid> _chosen = [];
    private readonly List<NotifyResult> _results = [];
    private Page<UntoldRow>? _page;

    [SupplyParameterFromQuery]
    private int Page { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        _chosen.Clear();
        _page = await list.RunAsync(Page, Gone);
    }

    private void Choose(Guid id, bool yes)
    {
        if (yes)
            _chosen.Add(id);
        else
            _chosen.Remove(id);
    }

    private async Task ReadAsync(Guid id) =>
        await dialogs.ReadMailAsync(await preview.RunAsync(id, Gone));

    /// <summary>The single verb, row by row; one refusal doesn't stop the others.</summary>
    private async Task TellAsync()
    {
        _results.Clear();
        foreach (var row in _page!.Rows.Where(r => _chosen.Contains(r.Id)).ToList())
        {
            var refused = await guarded.RunAsync(() => notify.RunAsync(row.Id, Gone), Gone);
            _results.Add(new NotifyResult(row, refused));
            StateHasChanged();
        }
        await OnParametersSetAsync();
    }
}
