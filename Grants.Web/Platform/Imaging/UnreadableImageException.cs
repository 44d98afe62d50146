namespace Grants.Web.Platform.Imaging;

/// <summary>A file is not an image that we can read: broken, cut short, of another kind, or larger than the limit.</summary>
/// <param name="message">A sentence to show: what is wrong with the file.</param>
public class UnreadableImageException(string message, Exception? inner = null)
    : Exception(message, inner);

/// <summary>Nothing is wrong with the image but its size.</summary>
public sealed class ImageTooLargeException(string message) : UnreadableImageException(message);
