namespace Grants.Web.Features.Forms;

public static class FormsRoutes
{
    public const string List = "/work/forms";

    /// <summary>One version of a form.</summary>
    public static string Form(Guid id) => $"{List}/{id}";

    /// <param name="question">Key of the question to change, in groups "group/question"; null for the section itself.</param>
    public static string Form(Guid id, string section, string? question) =>
        $"{Form(id)}?section={Uri.EscapeDataString(section)}"
        + (question is null ? "" : $"&question={Uri.EscapeDataString(question)}");

    public static string Try(Guid id) => $"{Form(id)}/try";

    public static string Move(Guid id) => $"{Form(id)}/drafts";

    public static string File(Guid id) => $"{Form(id)}.json";
}
