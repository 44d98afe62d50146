using System.ComponentModel.DataAnnotations;
using Grants.Data.Queries;
using Grants.Domain.Forms;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Forms.List;

public sealed partial class FormsPage(
    ListForms list,
    CreateForm create,
    NavigationManager navigation
)
{
    private readonly NewForm _form = new();
    private Page<FormRow>? _forms;

    [SupplyParameterFromQuery]
    private int? Page { get; set; }

    [SupplyParameterFromQuery]
    private string? Kind { get; set; }

    /// <summary>A word that is no kind filters nothing.</summary>
    private FormKind? Wanted =>
        Enum.TryParse<FormKind>(Kind, ignoreCase: true, out var kind) && Enum.IsDefined(kind)
            ? kind
            : null;

    protected override async Task OnParametersSetAsync() =>
        _forms = await list.RunAsync(Wanted, Page ?? 1, Gone);

    private async Task CreateAsync()
    {
        var id = await create.RunAsync(
            _form.Name!,
            Enum.TryParse<FormKind>(_form.From, out var kind) ? kind : FormKind.Application,
            Guid.TryParse(_form.From, out var from) ? from : null,
            Gone
        );
        navigation.NavigateTo(FormsRoutes.Form(id));
    }

    private sealed class NewForm
    {
        [Required(ErrorMessage = "Give the form a name.")]
        [MaxLength(FormVersion.MaxNameLength, ErrorMessage = "A name has at most 200 characters.")]
        public string? Name { get; set; }

        /// <summary>A kind for an empty form, or the id of a version to copy.</summary>
        public string From { get; set; } = nameof(FormKind.Application);
    }
}
