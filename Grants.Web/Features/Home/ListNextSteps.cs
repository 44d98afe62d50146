using Grants.Web.Platform.Security;
using Grants.Web.Shared.NextSteps;

namespace Grants.Web.Features.Home;

/// <summary>What all features have for the person, on one of their two home pages.</summary>
public sealed class ListNextSteps(IEnumerable<INextSteps> features, Caller caller)
{
    private const string Applicants = "/my/";

    /// <param name="forStaff">Those of the funder's workspace; otherwise those of the person's organizations.</param>
    /// <returns>The steps, and when they were read.</returns>
    public async Task<(IReadOnlyList<NextStep> Steps, DateTimeOffset Now)> RunAsync(
        bool forStaff,
        CancellationToken cancel
    )
    {
        var stamp = await caller.StampAsync(cancel);
        var steps = new List<NextStep>();
        foreach (var feature in features)
            steps.AddRange(await feature.RunAsync(stamp.By, cancel));
        return (
            [
                .. steps.Where(s =>
                    s.Href.StartsWith(Applicants, StringComparison.Ordinal) != forStaff
                ),
            ],
            stamp.At
        );
    }
}
