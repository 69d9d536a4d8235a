package dev.mesoschaos.testbed.http;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;

/** Joins the parts of a request. As in Mesos no {@code 100 Continue} is ever sent: the body is simply waited for. */
final class WholeRequests extends HttpObjectAggregator {

    WholeRequests(int maxBodyBytes) {
        super(maxBodyBytes);
    }

    @Override
    protected Object newContinueResponse(HttpMessage start, int maxContentLength, ChannelPipeline pipeline) {
        return null;
    }
}
