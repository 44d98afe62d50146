using System.Globalization;
using System.Text.Json;
using Grants.Domain.Inspection.Formats;
using Grants.Domain.Inspection.Profiles;
using Grants.Web.Platform.Programs;

namespace Grants.Web.Platform.Video;

/// <summary>Reads the container and streams of video and packed sound with ffprobe, where it is installed.</summary>
public sealed class ProbeExaminer : IFileExaminer
{
    private static readonly Lazy<InstalledProgram?> Program = new(() =>
        InstalledProgram.Find("ffprobe", "-version")
    );

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <summary>Names of codecs as rules have them.</summary>
    private static readonly Dictionary<string, string> Names = new()
    {
        ["ffv1"] = "FFV1",
        ["v210"] = "v210",
        ["h264"] = "H.264",
        ["hevc"] = "H.265",
        ["prores"] = "ProRes",
        ["dvvideo"] = "DV",
        ["mpeg2video"] = "MPEG-2",
        ["mpeg4"] = "MPEG-4",
        ["aac"] = "AAC",
        ["mp3"] = "MP3",
        ["flac"] = "FLAC",
    };

    public string Agent => Program.Value?.Agent ?? "no video reader";

    public bool Takes(FileFacts facts) => Demuxer(facts) is not null;

    public Examination Examine(Stream content, FileFacts facts, CancellationToken cancel)
    {
        var done = new Examination(facts, "The container and its streams were read");
        if (Program.Value is not { } program)
            return done with
            {
                NotDone =
                    "Video and packed sound aren't looked into here: ffprobe isn't installed.",
            };
        using var file = new FileOnDisk(content, facts.Extensions[0]);
        // The demuxer is named, so that no playlist or script inside leads it to other files.
        var result = program.Run(
            [
                "-v",
                "error",
                "-protocol_whitelist",
                "file",
                "-f",
                Demuxer(facts)!,
                "-show_format",
                "-show_streams",
                "-of",
                "json",
                file.Place,
            ],
            Limit,
            cancel
        );
        if (result.TimedOut)
            return done with
            {
                NotDone = "Reading the video took more than a minute and was given up.",
            };
        var json = result.Output[
            Math.Max(0, result.Output.IndexOf('{', StringComparison.Ordinal))..
        ];
        return result.ExitCode == 0 && Read(json, facts) is { } read
            ? done with
            {
                Facts = read,
            }
            : done with
            {
                Broken = "can't be played: its container or streams are damaged",
            };
    }

    private static string? Demuxer(FileFacts facts) =>
        facts.MediaType switch
        {
            "video/mp4" or "video/quicktime" => "mov",
            "video/x-matroska" => "matroska",
            "video/x-msvideo" => "avi",
            "audio/mpeg" => "mp3",
            _ => null,
        };

    /// <returns>Null without a stream of pictures or sound.</returns>
    private static FileFacts? Read(string json, FileFacts facts)
    {
        try
        {
            using var document = JsonDocument.Parse(
                json.LastIndexOf('}') is >= 0 and var end ? json[..(end + 1)] : json
            );
            var streams = document.RootElement.GetProperty("streams").EnumerateArray().ToList();
            var video = streams.FirstOrDefault(s => Text(s, "codec_type") == "video");
            var audio = streams.FirstOrDefault(s => Text(s, "codec_type") == "audio");
            if (streams.Count == 0)
                return null;
            var format = document.RootElement.GetProperty("format");
            return facts with
            {
                Width = Number(video, "width") ?? facts.Width,
                Height = Number(video, "height") ?? facts.Height,
                VideoCodec = Named(Text(video, "codec_name")),
                AudioCodec = Named(Text(audio, "codec_name")),
                SampleRate = Number(audio, "sample_rate") ?? facts.SampleRate,
                Samples = Number(audio, "channels") ?? facts.Samples,
                Duration =
                    double.TryParse(
                        Text(format, "duration"),
                        CultureInfo.InvariantCulture,
                        out var seconds
                    ) && seconds is > 0 and < 1e7
                        ? TimeSpan.FromSeconds(seconds)
                        : null,
            };
        }
        catch (Exception unreadable)
            when (unreadable is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? Named(string? codec) =>
        codec is null ? null
        : codec.StartsWith("pcm_", StringComparison.Ordinal) ? "PCM"
        : Names.GetValueOrDefault(codec, codec);

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value)
            ? value.ToString()
            : null;

    private static int? Number(JsonElement element, string name) =>
        int.TryParse(Text(element, name), CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
