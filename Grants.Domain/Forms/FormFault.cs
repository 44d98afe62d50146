namespace Grants.Domain.Forms;

/// <summary>Why a form can't be used or read as it is.</summary>
/// <param name="Path">Where, such as "sections[2].questions[0].showWhen.question"; empty for the whole.</param>
/// <param name="Problem">A sentence that says what to do.</param>
public sealed record FormFault(string Path, string Problem)
{
    public override string ToString() => Path.Length == 0 ? Problem : $"{Path}: {Problem}";
}
