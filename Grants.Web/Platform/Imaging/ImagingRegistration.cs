namespace Grants.Web.Platform.Imaging;

public static class ImagingRegistration
{
    /// <summary>Use cases ask for <see cref="ImageDecoder"/>.</summary>
    public static IServiceCollection AddImaging(this IServiceCollection services) =>
        services.AddSingleton(_ => new ImageDecoder());
}
