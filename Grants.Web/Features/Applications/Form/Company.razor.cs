using Grants.Web.Features.Applications.Comments;
using Grants.Web.Platform;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Applications.Form;

/// <summary>One window among others: it shows who else is there, and what they store appears in it.</summary>
public sealed partial class Company(
    IOpenForms open,
    CatchUp catchUp,
    CircuitLine line,
    TimeProvider clock
) : IDisposable
{
    /// <summary>How soon a change shows that was stored on another node.</summary>
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(20);

    private readonly CancellationTokenSource _gone = new();
    private IFormSeat? _seat;
    private ITimer? _looks;

    [Parameter, EditorRequired]
    public required DraftForm Form { get; set; }

    [Parameter, EditorRequired]
    public required FormComments Comments { get; set; }

    /// <summary>Key of the section that this window shows.</summary>
    [Parameter, EditorRequired]
    public required string Section { get; set; }

    private IReadOnlyList<(string Name, string Section, bool IsHere)> Others =>
        [.. (_seat?.Others ?? []).Select(o => (o.Name, TitleOf(o.Section), o.Section == Section))];

    public void Dispose()
    {
        line.Broken -= StandUp;
        line.Restored -= SitDown;
        _gone.Cancel();
        _gone.Dispose();
        _looks?.Dispose();
        _seat?.Dispose();
    }

    protected override void OnInitialized()
    {
        _seat = open.Sit(Form.Opened.ApplicationId, Form.Opened.EditorId, Form.Opened.EditorName);
        _seat.Moved += () => Soon(() => Task.CompletedTask);
        _seat.Told += Hear;
        line.Broken += StandUp;
        line.Restored += SitDown;
        _looks = clock.CreateTimer(_ => Soon(LookAsync), null, BetweenLooks, BetweenLooks);
    }

    protected override void OnParametersSet() => _seat?.MoveTo(Section);

    private void StandUp() => _seat?.StandUp();

    private void SitDown() => _seat?.MoveTo(Section);

    private void Hear(FormNews news)
    {
        if (news.AnswerKey is not { } key)
            Soon(() => Comments.ReloadAsync(_gone.Token));
        else
            Soon(() => Form.VersionOf(key) < news.Version ? LookAsync() : Task.CompletedTask);
    }

    private async Task LookAsync() =>
        Form.Refresh(await catchUp.RunAsync(Form.Opened.ApplicationId, Form.Seen(), _gone.Token));

    /// <summary>On the window's own thread, unless it has closed meanwhile.</summary>
    private void Soon(Func<Task> work) =>
        _ = InvokeAsync(async () =>
        {
            if (_gone.IsCancellationRequested)
                return;
            try
            {
                await work();
                StateHasChanged();
            }
            catch (OperationCanceledException) when (_gone.IsCancellationRequested)
            {
                return; // the window closed while it looked
            }
        });

    private string TitleOf(string section) =>
        Form.Opened.Form.Sections.FirstOrDefault(s => s.Key == section)?.Title
        ?? "Check and hand in";
}
