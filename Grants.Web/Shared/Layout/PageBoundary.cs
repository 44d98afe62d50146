using Grants.Domain.Kernel;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Grants.Web.Shared.Layout;

/// <summary>
/// What a page of a live workspace threw while it loaded: not found, a refusal with its sentence, or an apology without
/// any detail (which goes to the log).
/// </summary>
public sealed class PageBoundary : ErrorBoundaryBase
{
    [Inject]
    private ILogger<PageBoundary> Logger { get; set; } = default!;

    protected override Task OnErrorAsync(Exception exception)
    {
        if (exception is not (NotFoundException or RefusedException))
            Logger.LogError(exception, "A page failed");
        return Task.CompletedTask;
    }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        switch (CurrentException)
        {
            case null:
                builder.AddContent(0, ChildContent);
                break;
            case NotFoundException:
                builder.OpenComponent<NotFoundNotice>(1);
                builder.CloseComponent();
                break;
            case RefusedException refused:
                builder.OpenComponent<RefusedNotice>(2);
                builder.AddComponentParameter(
                    3,
                    nameof(RefusedNotice.Reason),
                    refused.Refusal.Reason
                );
                builder.CloseComponent();
                break;
            default:
                builder.OpenComponent<FailedNotice>(4);
                builder.CloseComponent();
                break;
        }
    }
}
