using Grants.Data.Queries;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Programs.Overview;

public sealed partial class ProgramsPage(
    ListPrograms list,
    CreateProgram create,
    NavigationManager navigation
)
{
    private readonly ProgramForm _form = new();
    private Page<ProgramRow>? _programs;

    [SupplyParameterFromQuery]
    private int? Page { get; set; }

    protected override async Task OnParametersSetAsync() =>
        _programs = await list.RunAsync(Page ?? 1, Gone);

    private async Task CreateAsync()
    {
        var id = await create.RunAsync(_form.Name!, _form.Summary ?? "", Gone);
        navigation.NavigateTo(ProgramsRoutes.Program(id));
    }
}
