using Grants.Data.Queries;
using Grants.Domain.Kernel;
using Grants.Web.Features.Disbursements.Export;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Disbursements.Queue;

/// <summary>One queue for everybody who has to do with payments. It opens on what is due.</summary>
public sealed partial class PaymentsPage(
    ListPayments list,
    ExportPayments export,
    NavigationManager navigation
) : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private readonly HashSet<Guid> _chosen = [];
    private PaymentFilter _filter = PaymentFilter.Of(null, null);
    private IReadOnlyList<StatusTotal> _totals = [];
    private Page<PaymentRow>? _page;
    private ExportResult? _result;

    [SupplyParameterFromQuery(Name = "status")]
    private string? Status { get; set; }

    [SupplyParameterFromQuery(Name = "text")]
    private string? Text { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    private int? PageNumber { get; set; }

    private string ExportAddress => $"{DisbursementsRoutes.Export}{new Uri(navigation.Uri).Query}";

    private Refusal? CannotExport =>
        _page?.Rows.FirstOrDefault(r => !r.IsForMe)?.Cannot.Export
        ?? (_chosen.Count == 0 ? new Refusal("Choose payments in the list.") : null);

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        _filter = PaymentFilter.Of(Status, Text);
        _result = null;
        _chosen.Clear();
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        _totals = await list.TotalsAsync(_gone.Token);
        _page = await list.RunAsync(_filter, PageNumber ?? 1, _gone.Token);
    }

    private void Choose((Guid Id, bool Chosen) choice)
    {
        if (choice.Chosen)
            _chosen.Add(choice.Id);
        else
            _chosen.Remove(choice.Id);
    }

    private async Task ExportAsync()
    {
        _result = await export.RunAsync(_chosen, _gone.Token);
        _chosen.Clear();
        await LoadAsync();
    }
}
