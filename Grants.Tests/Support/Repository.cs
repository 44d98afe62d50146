namespace Grants.Tests.Support;

/// <summary>The checkout that the tests run in.</summary>
public static class Repository
{
    /// <summary>The folder that holds Grants.sln.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            folder is not null;
            folder = folder.Parent
        )
            if (File.Exists(Path.Combine(folder.FullName, "Grants.sln")))
                return folder.FullName;
        throw new InvalidOperationException("Tests run inside a checkout that holds Grants.sln.");
    }
}
