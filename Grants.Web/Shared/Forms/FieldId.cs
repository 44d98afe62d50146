namespace Grants.Web.Shared.Forms;

/// <summary>Ids of a question's parts on the page, so that labels, hints and links find each other.</summary>
public static class FieldId
{
    /// <summary>The whole question: what links lead to.</summary>
    public static string Box(string key) => $"q-{key}";

    public static string Input(string key) => $"a-{key}";

    public static string Help(string key) => $"h-{key}";

    public static string Status(string key) => $"s-{key}";

    public static string Label(string key) => $"l-{key}";
}
