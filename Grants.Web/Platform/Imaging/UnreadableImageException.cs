namespace Grants.Web.Platform.Imaging;

/// <summary>A file is not an image that we can read: broken, cut short, of another kind, or larger than the limit.</summary>
/// <param name="message">A sentence to show: what is wrong with the file.</param>
public sealed class UnreadableImageException(string message, Exception? inner = null)
    : Exception(message, inner);
