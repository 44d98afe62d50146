using Grants.Domain.Programs;
using Grants.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Programs.Overview;

public sealed partial class ProgramPage(
    ReadProgram read,
    DescribeProgram describe,
    NavigationManager navigation
)
{
    private static readonly IReadOnlyList<Crumb> Trail = [new("Programs", ProgramsRoutes.Programs)];
    private readonly ProgramForm _form = new();
    private ProgramDetails? _program;

    [Parameter]
    public Guid Id { get; set; }

    [SupplyParameterFromQuery]
    private int? Page { get; set; }

    [SupplyParameterFromQuery(Name = "status")]
    private string? StatusName { get; set; }

    private CallStatus? Status => ProgramsRoutes.StatusOf(StatusName);

    protected override async Task OnParametersSetAsync()
    {
        var first = _program?.Id != Id;
        _program = await read.RunAsync(Id, Status, Page ?? 1, Gone);
        if (first)
            (_form.Name, _form.Summary) = (_program.Name, _program.Summary);
    }

    private void Filter(ChangeEventArgs change) =>
        navigation.NavigateTo(
            navigation.GetUriWithQueryParameters(
                new Dictionary<string, object?>
                {
                    ["status"] = change.Value is "" ? null : change.Value as string,
                    ["page"] = null,
                }
            )
        );

    private async Task SaveAsync()
    {
        await describe.RunAsync(Id, _program!.Version, _form.Name!, _form.Summary ?? "", Gone);
        _program = await read.RunAsync(Id, Status, Page ?? 1, Gone);
    }
}
