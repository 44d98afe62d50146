using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Grants.Web.Platform.Scanning;

/// <summary>Section "Scan" of the settings.</summary>
public sealed record ScanSettings
{
    /// <summary>Where clamd listens: "127.0.0.1:3310", or the path of its Unix socket. Empty: nothing is scanned.</summary>
    public string Address { get; init; } = "";
}

public enum ScanVerdict
{
    Clean,
    Infected,

    /// <summary>Such as longer than clamd's StreamMaxLength.</summary>
    NotScanned,
}

/// <param name="Said">The signature that was found, or why it wasn't scanned.</param>
public readonly record struct ScanAnswer(ScanVerdict Verdict, string Said);

/// <summary>The virus scanner clamd, by its INSTREAM command (clamd(8)): the content goes over a socket, so that it needs no access to files.</summary>
public sealed class Clamd(ScanSettings settings)
{
    private const int ChunkSize = 1 << 16;
    private const int MostAnswered = 4096;

    /// <summary>A scanner that doesn't answer doesn't hold up a batch; a large file may take minutes.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public bool IsOn => settings.Address.Length > 0;

    /// <summary>"ClamAV 1.4.6/27800/Mon Nov 23 2026".</summary>
    /// <exception cref="IOException">It doesn't answer.</exception>
    public Task<string> VersionAsync(CancellationToken cancel) =>
        AskAsync(
            async (socket, patience) =>
            {
                await socket.WriteAsync("zVERSION\0"u8.ToArray(), patience);
                return await AnswerAsync(socket, patience);
            },
            cancel
        );

    /// <exception cref="IOException">It doesn't answer.</exception>
    public async Task<ScanAnswer> ScanAsync(Stream content, CancellationToken cancel)
    {
        var answer = await AskAsync(
            async (socket, patience) =>
            {
                try
                {
                    await SendAsync(content, socket, patience);
                }
                catch (IOException)
                {
                    // It doesn't want any more; why, it has said before it closed its side.
                    return await AnswerAsync(socket, patience);
                }
                return await AnswerAsync(socket, patience);
            },
            cancel
        );
        const string found = " FOUND";
        if (answer.EndsWith(found, StringComparison.Ordinal))
            return new ScanAnswer(
                ScanVerdict.Infected,
                answer[(answer.IndexOf(':', StringComparison.Ordinal) + 1)..^found.Length].Trim()
            );
        return answer.EndsWith(": OK", StringComparison.Ordinal)
            ? new ScanAnswer(ScanVerdict.Clean, "")
            : new ScanAnswer(ScanVerdict.NotScanned, answer);
    }

    private static async Task SendAsync(
        Stream content,
        NetworkStream socket,
        CancellationToken cancel
    )
    {
        await socket.WriteAsync("zINSTREAM\0"u8.ToArray(), cancel);
        var buffer = new byte[sizeof(uint) + ChunkSize];
        int read;
        do
        {
            read = await content.ReadAsync(buffer.AsMemory(sizeof(uint)), cancel);
            // A chunk of no length ends the content.
            BinaryPrimitives.WriteInt32BigEndian(buffer, read);
            await socket.WriteAsync(buffer.AsMemory(0, sizeof(uint) + read), cancel);
        } while (read > 0);
    }

    private static async Task<string> AnswerAsync(NetworkStream socket, CancellationToken cancel)
    {
        var answer = new byte[MostAnswered];
        var length = 0;
        int read;
        while (
            length < answer.Length
            && (read = await socket.ReadAsync(answer.AsMemory(length), cancel)) > 0
        )
        {
            length += read;
            if (answer[length - 1] == 0)
                break;
        }
        return length > 0
            ? Encoding.UTF8.GetString(answer, 0, length).TrimEnd('\0', '\n')
            : throw new IOException("The virus scanner closed the line without an answer.");
    }

    private async Task<string> AskAsync(
        Func<NetworkStream, CancellationToken, Task<string>> ask,
        CancellationToken cancel
    )
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            using var socket = await ConnectAsync(patience.Token);
            await using var stream = new NetworkStream(socket);
            return await ask(stream, patience.Token);
        }
        catch (SocketException failed)
        {
            throw new IOException($"The virus scanner doesn't answer: {failed.Message}", failed);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new IOException("The virus scanner took too long.");
        }
    }

    private async Task<Socket> ConnectAsync(CancellationToken cancel)
    {
        EndPoint place =
            settings.Address.StartsWith('/') ? new UnixDomainSocketEndPoint(settings.Address)
            : settings.Address.Split(':') is [var host, var port] && int.TryParse(port, out var at)
                ? new DnsEndPoint(host, at)
            : throw new InvalidOperationException(
                $"Scan:Address is \"{settings.Address}\"; it takes a host and port such as 127.0.0.1:3310, or the path of a socket."
            );
        var socket =
            place is UnixDomainSocketEndPoint
                ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
                : new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(place, cancel);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
