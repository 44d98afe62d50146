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
        var until = call.Deadline is { } deadline
            ? $"closes on {deadline}"
            : "stays open until you close it";
        var text = call.Draft.IsTest
            ? $"Staff and testers can read it, nobody else. It opens on {call.Opens} and {until}. Emptying the test makes it a draft again."
            : $"Everybody can read it. It opens on {call.Opens} and {until}. {call.Grace} Afterwards its words can't be changed; the deadline can only be extended.";
        if (
            !await dialogs.ConfirmAsync(
                call.Draft.IsTest ? $"Test {call.Draft.Title}?" : $"Publish {call.Draft.Title}?",
                text,
                call.Draft.IsTest ? "Begin the test" : "Publish the call"
            )
        )
            return;
        await publish.RunAsync(Id, call.Version, Gone);
        await DoneAsync(
            call.Draft.IsTest
                ? "The test has begun."
                : $"Published. Applications are taken until {_call!.Deadline?.ToString() ?? "you close it"}."
        );
    }

    private async Task DoneAsync(string told)
    {
        await LoadAsync();
        _form = CallForm.From(_call!.Draft);
        _told = told;
    }
}
