using Grants.Domain.Kernel;
using Grants.Web.Features.Applications.SignOff;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Applications.Form;

public sealed partial class SubmitPanel(
    SubmitApplication submit,
    ResubmitApplication resubmit,
    RequestSignOff requestSignOff,
    OpenForm open,
    NavigationManager navigation
) : IDisposable
{
    private readonly CancellationTokenSource _gone = new();

    [Parameter, EditorRequired]
    public required DraftForm Form { get; set; }

    [Parameter]
    public AnswerKeeper? Keeper { get; set; }

    public void Dispose()
    {
        Form.Changed -= StateHasChanged;
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override void OnInitialized() => Form.Changed += StateHasChanged;

    private Task SubmitAsync() => LeaveAsync((id, seen) => submit.RunAsync(id, seen, _gone.Token));

    private Task ResubmitAsync() =>
        LeaveAsync((id, seen) => resubmit.RunAsync(id, seen, _gone.Token));

    private Task RequestSignOffAsync() =>
        LeaveAsync((id, seen) => requestSignOff.RunAsync(id, seen, _gone.Token));

    private async Task LeaveAsync(Func<Guid, IReadOnlyDictionary<string, int>, Task> handOver)
    {
        if (Keeper is not null && !await Keeper.FlushAsync())
            throw new RefusedException(
                new Refusal("An answer isn't saved yet. Wait a moment and try again.")
            );
        var id = Form.Opened.ApplicationId;
        try
        {
            await handOver(id, Form.Seen());
            navigation.NavigateTo(ApplicationsRoutes.My(id));
        }
        finally
        {
            // Somebody may have changed an answer: shown before the person tries again.
            Form.Refresh((await open.RunAsync(id, CancellationToken.None)).Answers.Values);
        }
    }
}
