using Grants.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Deliverables.Sheets;

public sealed partial class SheetPage(ShowSheet sheet, EditSheet edit)
{
    private SheetView? _view;

    [Parameter]
    public Guid Id { get; set; }

    [SupplyParameterFromQuery(Name = "show")]
    private string? Show { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    private int? PageNumber { get; set; }

    private RowsShown Shown =>
        Enum.TryParse<RowsShown>(Show, ignoreCase: true, out var shown) && Enum.IsDefined(shown)
            ? shown
            : RowsShown.All;

    private bool CanChange => _view?.Batch is { IsOwn: true, CannotChange: null };

    private string Lead =>
        $"{_view!.Batch.Deliverable}, batch {_view.Batch.Number}{(_view.Name is { } name ? $": {name}" : "")}";

    private string Delivery =>
        _view!.Batch.IsOwn
            ? DeliverablesRoutes.My(_view.Batch.DeliverableId)
            : DeliverablesRoutes.One(_view.Batch.DeliverableId);

    private IReadOnlyList<Crumb> Trail =>
        [
            new(
                "Deliverables",
                _view!.Batch.IsOwn ? DeliverablesRoutes.Mine : DeliverablesRoutes.Queue
            ),
            new(_view.Batch.Deliverable, Delivery),
        ];

    protected override Task OnParametersSetAsync() => LoadAsync(null);

    private async Task LoadAsync(IReadOnlyList<int>? keep) =>
        _view = await sheet.RunAsync(Id, Shown, PageNumber ?? 1, keep, Gone);

    /// <summary>A row that was mended stays where the person works until they turn the page.</summary>
    private async Task ChangeAsync(CellChange change)
    {
        await edit.RunAsync(Id, change, Gone);
        await LoadAsync([.. _view!.Rows.Rows.Select(r => r.Number)]);
    }

    private async Task AcceptAsync(string field)
    {
        await edit.AcceptOffersAsync(Id, field, Gone);
        await LoadAsync([.. _view!.Rows.Rows.Select(r => r.Number)]);
    }

    private string Address(RowsShown show) =>
        show == RowsShown.All
            ? DeliverablesRoutes.Sheet(Id)
            : $"{DeliverablesRoutes.Sheet(Id)}?show={show.ToString().ToLowerInvariant()}";

    private static string TitleOf(RowsShown show) =>
        show switch
        {
            RowsShown.Errors => "To mend",
            RowsShown.Warnings => "To look at",
            _ => "All rows",
        };
}
