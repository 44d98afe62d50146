using Grants.Web.Shared.Dialogs;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Grants.Web.Features.Reviews.Assignment;

public sealed partial class AssignmentPage(
    ListAssignments list,
    FindReviewers find,
    AssignReviewer assign,
    ReopenSubmittedReview reopenOne,
    CloseReview close,
    ReopenReview reopen,
    IDialogService dialogs
)
{
    private Assignments? _work;
    private IReadOnlyList<ReviewerChoice> _choices = [];

    [Parameter]
    public Guid ApplicationId { get; set; }

    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        _work = await list.RunAsync(ApplicationId, Gone);
        _choices = _work.CannotAssign is null ? await find.RunAsync(ApplicationId, Gone) : [];
    }

    private async Task AssignAsync(Guid reviewerId)
    {
        await assign.RunAsync(ApplicationId, reviewerId, Gone);
        await LoadAsync();
    }

    private async Task ReopenOneAsync(AssignmentRow row)
    {
        var reason = await dialogs.ReasonAsync(
            "Reopen a submitted review",
            $"{row.Reviewer} can change scores and comments again and hands them in anew.",
            "Reopen"
        );
        if (reason is null)
            return;
        await reopenOne.RunAsync(row.Id, reason, Gone);
        await LoadAsync();
    }

    private async Task CloseAsync()
    {
        string? reason = null;
        if (!_work!.HasEnough)
        {
            reason = await dialogs.ReasonAsync(
                "Close with too few reviews",
                $"The call asks for {_work.MinimumReviews} submitted reviews; this has {_work.Figures.N}. The rule set aside and your reason are kept in the history.",
                "Close all the same"
            );
            if (reason is null)
                return;
        }
        await close.RunAsync(ApplicationId, reason, Gone);
        await LoadAsync();
    }

    private async Task ReopenAsync()
    {
        var reason = await dialogs.ReasonAsync(
            "Reopen the review",
            "The application goes back from the committee to its reviewers.",
            "Reopen"
        );
        if (reason is null)
            return;
        await reopen.RunAsync(ApplicationId, reason, Gone);
        await LoadAsync();
    }
}
