using Grants.Web.Shared.Dialogs;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Grants.Web.Features.Reviews.Work;

/// <summary>On a tablet the application and the rubric lie below each other, on a wide screen side by side.</summary>
public sealed partial class ReviewPage(
    ReadReview read,
    AnswerInvitation answer,
    DeclareConflict declare,
    ScoreReview score,
    SubmitReview submit,
    IDialogService dialogs
) : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private ReviewDetails? _review;

    [Parameter]
    public Guid ReviewId { get; set; }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
        _turn.Dispose();
    }

    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync() => _review = await read.RunAsync(ReviewId, _gone.Token);

    private async Task AcceptAsync()
    {
        await answer.AcceptAsync(ReviewId, _gone.Token);
        await LoadAsync();
    }

    private async Task AttestAsync()
    {
        await answer.AttestNoConflictAsync(ReviewId, _gone.Token);
        await LoadAsync();
    }

    private async Task DeclineAsync()
    {
        var reason = await dialogs.ReasonAsync(
            "Decline to review",
            "Staff are told and ask somebody else. Say whether it is a conflict, not your field, or too much other work.",
            "Decline"
        );
        if (reason is null)
            return;
        await answer.DeclineAsync(ReviewId, reason, _gone.Token);
        await LoadAsync();
    }

    private async Task DeclareConflictAsync()
    {
        var nature = await dialogs.ReasonAsync(
            "Declare a conflict of interest",
            "You will see nothing of this application any more, and a score of yours won't count. This can't be undone.",
            "Declare it"
        );
        if (nature is null)
            return;
        await declare.RunAsync(ReviewId, nature, _gone.Token);
        await LoadAsync();
    }

    private Task GiveAsync(GivenPoints given) =>
        OneByOneAsync(() =>
            score.GivePointsAsync(ReviewId, given.CriterionKey, given.Points, _gone.Token)
        );

    private Task ExplainAsync(GivenReason given) =>
        OneByOneAsync(() =>
            score.ExplainAsync(ReviewId, given.CriterionKey, given.Comment, _gone.Token)
        );

    private Task CommentAsync(string overall) =>
        OneByOneAsync(() => score.CommentAsync(ReviewId, overall, _gone.Token));

    /// <summary>Leaving a comment by a click on a point makes two saves at once; they must not meet.</summary>
    private async Task OneByOneAsync(Func<Task> save)
    {
        await _turn.WaitAsync(_gone.Token);
        try
        {
            await save();
            await LoadAsync();
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task SubmitAsync()
    {
        if (
            !await dialogs.ConfirmAsync(
                "Submit the review",
                "Only staff can open it again afterwards.",
                "Submit"
            )
        )
            return;
        await submit.RunAsync(ReviewId, _gone.Token);
        await LoadAsync();
    }
}
