namespace Grants.Domain.Forms;

/// <summary>Where a question stands.</summary>
/// <param name="Section">Key of the section.</param>
/// <param name="Group">Key of the group, or null outside groups.</param>
/// <param name="Question">Its own key.</param>
public sealed record FormPlace(string Section, string? Group, string Question);
