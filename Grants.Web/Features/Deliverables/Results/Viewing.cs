namespace Grants.Web.Features.Deliverables.Results;

/// <summary>How a file is looked at or listened to on the desk.</summary>
public enum Viewing
{
    /// <summary>Only with a program of one's own.</summary>
    None,
    Picture,
    Sound,
    Video,
}
