using Grants.Web.Platform;
using Grants.Web.Shared.Dialogs;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Routing;
using MudBlazor;

namespace Grants.Web.Features.Programs.Calls;

public sealed partial class CallEditor(Guarded guarded, IDialogService dialogs) : IDisposable
{
    private EditContext _context = default!;
    private ValidationMessageStore _problems = default!;
    private string? _refused;
    private bool _busy;
    private bool _changed;
    private bool _saved;

    [Parameter, EditorRequired]
    public required CallForm Form { get; set; }

    [Parameter, EditorRequired]
    public required CallChoices Choices { get; set; }

    /// <summary>The use case.</summary>
    [Parameter, EditorRequired]
    public required Func<CallDraft, Task> OnSave { get; set; }

    /// <summary>After a save, with no changes waiting any more; and whenever the first change is made.</summary>
    [Parameter]
    public EventCallback<bool> OnChanged { get; set; }

    [Parameter, EditorRequired]
    public required string Verb { get; set; }

    public void Dispose()
    {
        _context.OnFieldChanged -= Notice;
        _context.OnValidationRequested -= CheckTogether;
    }

    protected override void OnInitialized()
    {
        _context = new EditContext(Form);
        _context.OnFieldChanged += Notice;
        _context.OnValidationRequested += CheckTogether;
        _problems = new ValidationMessageStore(_context);
    }

    private void CheckTogether(object? sender, ValidationRequestedEventArgs asked)
    {
        _problems.Clear();
        foreach (var (record, property, problem) in Form.Problems())
            _problems.Add(new FieldIdentifier(record, property), problem);
    }

    private void Notice(object? sender, FieldChangedEventArgs change)
    {
        _saved = false;
        if (_changed)
            return;
        _changed = true;
        _ = InvokeAsync(() => OnChanged.InvokeAsync(true));
    }

    private async Task SaveAsync()
    {
        if (_busy)
            return;
        _busy = true;
        _changed = false;
        _refused = await guarded.RunAsync(() => OnSave(Form.ToDraft()), CancellationToken.None);
        _busy = false;
        _saved = _refused is null;
        _changed = !_saved;
        if (_saved)
            await OnChanged.InvokeAsync(false);
    }

    private async Task AskAsync(LocationChangingContext leaving)
    {
        if (
            _changed
            && !await dialogs.ConfirmAsync(
                "Leave without saving?",
                "What you changed on this page isn't saved yet.",
                "Leave"
            )
        )
            leaving.PreventNavigation();
    }
}
