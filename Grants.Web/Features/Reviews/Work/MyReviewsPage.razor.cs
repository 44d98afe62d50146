using Grants.Data.Queries;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Reviews.Work;

public sealed partial class MyReviewsPage(ListMyReviews list)
{
    private Page<MyReviewRow>? _page;

    [SupplyParameterFromQuery]
    private int Page { get; set; }

    protected override async Task OnParametersSetAsync() => _page = await list.RunAsync(Page, Gone);
}
