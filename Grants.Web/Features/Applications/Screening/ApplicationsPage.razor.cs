using Grants.Domain.Accounts;
using Grants.Web.Platform.Security;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Applications.Screening;

public sealed partial class ApplicationsPage(
    ListApplications list,
    Caller caller,
    NavigationManager navigation
)
{
    /// <summary>Kept while the person turns pages and changes filters.</summary>
    private readonly HashSet<Guid> _chosen = [];
    private ApplicationList? _list;
    private bool _maySeveral;

    [SupplyParameterFromQuery]
    private string? Call { get; set; }

    [SupplyParameterFromQuery]
    private string? Status { get; set; }

    [SupplyParameterFromQuery]
    private string? Text { get; set; }

    [SupplyParameterFromQuery]
    private string? Assignee { get; set; }

    [SupplyParameterFromQuery]
    private string? Flag { get; set; }

    [SupplyParameterFromQuery]
    private string? Checklist { get; set; }

    [SupplyParameterFromQuery]
    private string? Min { get; set; }

    [SupplyParameterFromQuery]
    private string? Max { get; set; }

    [SupplyParameterFromQuery]
    private string? Country { get; set; }

    [SupplyParameterFromQuery]
    private string? Sort { get; set; }

    [SupplyParameterFromQuery]
    private string? Columns { get; set; }

    [SupplyParameterFromQuery]
    private int Page { get; set; }

    private ApplicationFilter Filter =>
        new()
        {
            Call = Given(Call),
            Status = Given(Status),
            Text = Given(Text),
            Assignee = Given(Assignee),
            Flag = Given(Flag),
            Checklist = Given(Checklist),
            Min = Given(Min),
            Max = Given(Max),
            Country = Given(Country),
            Sort = Given(Sort),
            Columns = Given(Columns),
        };

    /// <summary>The same filters and columns, so that a file holds what the list shows.</summary>
    private string Query => new Uri(navigation.GetUriWithQueryParameter("page", (int?)null)).Query;

    private string Address => new Uri(navigation.Uri).PathAndQuery;

    protected override async Task OnInitializedAsync() =>
        _maySeveral = (await caller.ActorAsync(Gone)).May(Permission.ScreenApplications);

    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync() => _list = await list.RunAsync(Filter, Page, Gone);

    private void Choose((Guid Id, bool Yes) choice)
    {
        if (choice.Yes)
            _chosen.Add(choice.Id);
        else
            _chosen.Remove(choice.Id);
    }

    private async Task ChooseFoundAsync() => _chosen.UnionWith(await list.IdsAsync(Filter, Gone));

    private static string? Given(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
