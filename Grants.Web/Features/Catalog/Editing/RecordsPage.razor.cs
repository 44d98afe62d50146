using Grants.Data.Queries;
using Grants.Domain.Catalog;
using Grants.Domain.Kernel;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Catalog.Editing;

public sealed partial class RecordsPage(
    ListRecords list,
    PublishRecords publish,
    NavigationManager navigation
)
{
    private readonly HashSet<Guid> _selected = [];
    private RecordFilter _filter = new();
    private RecordChoices _choices = new([], [], []);
    private Page<RecordRow>? _page;
    private IReadOnlyList<PublishResult> _results = [];
    private int? _done;

    [SupplyParameterFromQuery]
    private string? Status { get; set; }

    [SupplyParameterFromQuery]
    private Guid? Institution { get; set; }

    [SupplyParameterFromQuery]
    private string? Grant { get; set; }

    [SupplyParameterFromQuery]
    private string? Collection { get; set; }

    [SupplyParameterFromQuery]
    private string? Text { get; set; }

    [SupplyParameterFromQuery]
    private int? Page { get; set; }

    private string Csv => CatalogRoutes.WorkCsv + new Uri(navigation.Uri).Query;

    private string Verb => _selected.Count == 0 ? "Publish" : $"Publish {_selected.Count}";

    private Refusal? CannotPublish =>
        _selected.Count == 0 ? new Refusal("Select drafts in the list first.") : null;

    protected override async Task OnInitializedAsync() => _choices = await list.ChoicesAsync(Gone);

    protected override async Task OnParametersSetAsync()
    {
        _filter = new RecordFilter(
            Enum.TryParse<CatalogStatus>(Status, ignoreCase: true, out var status) ? status : null,
            Institution,
            Grant,
            Collection,
            Text
        );
        _selected.Clear();
        await LoadAsync();
    }

    private async Task LoadAsync() => _page = await list.RunAsync(_filter, Page ?? 1, Gone);

    private void Toggle(Guid id)
    {
        if (!_selected.Remove(id))
            _selected.Add(id);
    }

    private void SelectDrafts() =>
        _selected.UnionWith(
            _page!.Rows.Where(r => r.Status == CatalogStatus.Draft).Select(r => r.Id)
        );

    private async Task PublishAsync()
    {
        var progress = new Progress<int>(done =>
        {
            _done = done;
            StateHasChanged();
        });
        _results = await publish.RunAsync([.. _selected], progress, Gone);
        _selected.Clear();
        _done = null;
        await LoadAsync();
    }
}
