namespace Grants.Web.Shared.Calls;

/// <summary>How long is left, roughly: the exact deadline always stands beside it.</summary>
internal static class TimeLeft
{
    public static string Say(TimeSpan left) =>
        left switch
        {
            { TotalDays: >= 2 } => $"{(int)left.TotalDays} days left",
            { TotalHours: >= 2 } => $"{(int)left.TotalHours} hours left",
            _ => "less than two hours left",
        };
}
