using Grants.Domain.Inspection.Sheets;
using Grants.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Deliverables.Sheets;

public sealed partial class ColumnsPage(
    MapColumns map,
    EditSheet edit,
    NavigationManager navigation
)
{
    private readonly Dictionary<string, string> _chosen = [];
    private readonly Dictionary<string, string?> _seen = [];
    private ColumnsView? _view;

    [Parameter]
    public Guid Id { get; set; }

    private IReadOnlyList<Crumb> Trail =>
        [
            new("Deliverables", DeliverablesRoutes.Mine),
            new("Metadata sheet", DeliverablesRoutes.Sheet(Id)),
        ];

    /// <summary>What no column is for, also not by a choice that isn't saved yet.</summary>
    private IEnumerable<MetadataField> Absent =>
        _view!.Absent.Where(f => !_chosen.ContainsValue(f.Name));

    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        var view = await map.ShowAsync(Id, Gone);
        foreach (var column in view.Columns)
        {
            _chosen.TryAdd(column.Column.Heading, ColumnMeaning.Of(column.Column));
            _seen.TryAdd(column.Column.Heading, ColumnMeaning.Now(column.Column));
        }
        _view = view;
    }

    private async Task SaveAsync()
    {
        await map.RunAsync(
            Id,
            [
                .. _chosen.Select(c => new HeadingMeaning(
                    c.Key,
                    _seen[c.Key],
                    ColumnMeaning.FieldOf(c.Value)
                )),
            ],
            Gone
        );
        navigation.NavigateTo(DeliverablesRoutes.Sheet(Id));
    }

    private async Task AddAsync((MetadataField Field, string Text) added)
    {
        await edit.AddColumnAsync(Id, added.Field.Name, added.Text, Gone);
        await LoadAsync();
    }

    private async Task NameAsync((int Column, string Heading) named)
    {
        await edit.NameColumnAsync(Id, named.Column, named.Heading, Gone);
        await LoadAsync();
    }

    private async Task ClearAsync(int column)
    {
        await edit.ClearColumnAsync(Id, column, Gone);
        await LoadAsync();
    }

    public static string Short(string text) => text.Length <= 60 ? text : $"{text[..57]}…";
}
