using Grants.Data.Queries;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Reviews.Work;

public sealed partial class MyReviewsPage(ListMyReviews list) : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private Page<MyReviewRow>? _page;

    [SupplyParameterFromQuery]
    private int Page { get; set; }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync() =>
        _page = await list.RunAsync(Page, _gone.Token);
}
