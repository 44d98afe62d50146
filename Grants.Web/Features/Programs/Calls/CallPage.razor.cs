using Grants.Domain.Kernel;
using Grants.Web.Shared;
using Grants.Web.Shared.Dialogs;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Grants.Web.Features.Programs.Calls;

public sealed partial class CallPage(
    ReadCall read,
    EditCall edit,
    PublishCall publish,
    ExtendDeadline extend,
    StepCall step,
    IDialogService dialogs
)
{
    private static readonly Refusal SaveFirst = new("Save your changes first.");
    private CallDetails? _call;
    private CallForm? _form;
    private string? _told;
    private bool _unsaved;

    [Parameter]
    public Guid Id { get; set; }

    private IReadOnlyList<Crumb> Trail =>
        [
            new("Programs", ProgramsRoutes.Programs),
            new(_call!.Program, ProgramsRoutes.Program(_call.ProgramId)),
        ];

    protected override async Task OnParametersSetAsync()
    {
        if (_call?.Id == Id)
            return;
        await LoadAsync();
        _form = CallForm.From(_call!.Draft);
    }

    private async Task LoadAsync() => _call = await read.RunAsync(Id, Gone);

    private void Unsaved(bool unsaved) => _unsaved = unsaved;

    private async Task SaveAsync(CallDraft typed)
    {
        await edit.RunAsync(Id, _call!.Version, typed, Gone);
        await LoadAsync();
    }

    private async Task PublishAsync()
    {
        var call = _call!;
        if (
            !await dialogs.ConfirmAsync(
                $"Publish {call.Draft.Title}?",
                $"Everybody can read it. It opens on {call.Opens} and closes on {call.Deadline}: to the second, without grace. Afterwards its words can't be changed; the deadline can only be extended.",
                "Publish the call"
            )
        )
            return;
        await publish.RunAsync(Id, call.Version, Gone);
        await LoadAsync();
        _told = $"Published. Applications are taken until {_call!.Deadline}.";
    }

    private async Task ExtendAsync(ExtendForm.Extension to)
    {
        var told = await extend.RunAsync(Id, _call!.Version, to.To, to.Reason, Gone);
        await LoadAsync();
        var who = told switch
        {
            0 => "Nobody had a draft to be told about.",
            1 => "1 person with a draft gets a mail.",
            _ => $"{told} people with a draft get a mail.",
        };
        _told = $"The deadline is now {_call!.Deadline}. {who}";
    }

    private async Task StepAsync(CallStep taken)
    {
        await step.RunAsync(Id, _call!.Version, taken, Gone);
        await LoadAsync();
        _told = $"Done: {Words.Of(taken.ToString()).ToLowerInvariant()}.";
    }
}
