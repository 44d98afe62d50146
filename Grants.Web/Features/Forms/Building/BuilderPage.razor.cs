using Grants.Domain.Forms;
using Grants.Web.Platform;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Grants.Web.Features.Forms.Building;

public sealed partial class BuilderPage(
    ReadForm read,
    EditForm edit,
    MakeNextVersion next,
    UseInCall use,
    DeleteVersion delete,
    Guarded guarded,
    NavigationManager navigation,
    IJSRuntime browser
)
{
    private FormInWork? _work;
    private ElementReference _root;
    private Guid _dragging;

    [Parameter]
    public Guid Id { get; set; }

    [SupplyParameterFromQuery]
    private string? Section { get; set; }

    [SupplyParameterFromQuery]
    private string? Question { get; set; }

    private IReadOnlyList<FormSection> Sections => _work?.Form.Definition.Sections ?? [];

    /// <summary>The section of the question, should it have moved since the address was made.</summary>
    private FormSection? Current =>
        Sections.FirstOrDefault(s => s.Questions.Any(q => q.Key == Question?.Split('/')[0]))
        ?? Sections.FirstOrDefault(s => s.Key == Section)
        ?? (Sections.Count > 0 ? Sections[0] : null);

    private FormPlace? At =>
        Question?.Split('/') switch
        {
            [var question] => new FormPlace(Current!.Key, null, question),
            [var group, var question] => new FormPlace(Current!.Key, group, question),
            _ => null,
        };

    protected override async Task OnParametersSetAsync()
    {
        if (_work?.Form.Id != Id)
            await LoadAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_work is null || _dragging == Id)
            return;
        _dragging = Id;
        await using var module = await browser.InvokeAsync<IJSObjectReference>(
            "import",
            "./js/builder.js"
        );
        await module.InvokeVoidAsync("start", _root);
    }

    private async Task LoadAsync() =>
        _work = new FormInWork(await read.RunAsync(Id, Gone), read, edit, guarded);

    private Task StepAsync(FormStep step) => _work!.ChangeAsync(step.Apply, step.What, Gone);

    private async Task MakeNextAsync() =>
        navigation.NavigateTo(FormsRoutes.Form(await next.RunAsync(Id, Gone)));

    private async Task UseInCallAsync(Guid callId)
    {
        await use.RunAsync(Id, callId, Gone);
        await LoadAsync();
    }

    private async Task DeleteAsync()
    {
        await delete.RunAsync(Id, _work!.Form.Version, Gone);
        navigation.NavigateTo(FormsRoutes.List);
    }
}
