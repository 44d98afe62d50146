using System.Text;
using Grants.Domain.Kernel;

namespace Grants.Domain.Files;

public static class FileNames
{
    /// <summary>In Unicode's composed form. Paths and names that no system can keep are refused.</summary>
    public static string Clean(string name)
    {
        if (!name.IsNormalized(NormalizationForm.FormC))
            name = name.Normalize(NormalizationForm.FormC);
        if (string.IsNullOrWhiteSpace(name) || name.Length > StoredFile.MaxNameLength)
            throw new RefusedException(
                new Refusal(
                    $"A file's name has 1 to {StoredFile.MaxNameLength} characters; rename it and send it again."
                )
            );
        if (name is "." or ".." || name.Any(c => c is '/' or '\\' || char.IsControl(c)))
            throw new RefusedException(
                new Refusal(
                    $"\"{name}\" isn't a file name: it holds a folder or a sign that can't be shown."
                )
            );
        return name;
    }
}
